package io.selvage.gateway.expression.xml;

import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares XText, XCData, XComment, XProcessingInstruction, XDocumentType and the
 * comparers of nodes.
 */
final class LeafMembers {

	private LeafMembers() {
	}

	static void register(TypeRegistry types) {
		types.define("System.Xml.Linq.XText", XText.class)
			.base("XNode")
			.constructor("XText(string value)", (@Nullable String value) -> new XText(value))
			.constructor("XText(XText other)", (XText other) -> new XText(other.value()))
			.property("string Value", (XText text) -> text.value(),
					(XText text, @Nullable String value) -> text.value(value));
		types.define("System.Xml.Linq.XCData", XCData.class)
			.base("XText")
			.constructor("XCData(string value)", (@Nullable String value) -> new XCData(value))
			.constructor("XCData(XCData other)", (XCData other) -> new XCData(other.value()));
		types.define("System.Xml.Linq.XComment", XComment.class)
			.base("XNode")
			.constructor("XComment(string value)", (@Nullable String value) -> new XComment(value))
			.constructor("XComment(XComment other)", (XComment other) -> new XComment(other.value()))
			.property("string Value", (XComment comment) -> comment.value(),
					(XComment comment, @Nullable String value) -> comment.value(value));
		types.define("System.Xml.Linq.XProcessingInstruction", XProcessingInstruction.class)
			.base("XNode")
			.constructor("XProcessingInstruction(string target, string data)",
					(String target, String data) -> new XProcessingInstruction(target, data))
			.property("string Target", (XProcessingInstruction node) -> node.target(),
					(XProcessingInstruction node, String target) -> node.target(target))
			.property("string Data", (XProcessingInstruction node) -> node.data(),
					(XProcessingInstruction node, String data) -> node.data(data));
		types.define("System.Xml.Linq.XDocumentType", XDocumentType.class)
			.base("XNode")
			.constructCall("XDocumentType(string name, string publicId, string systemId, string internalSubset)",
					(in) -> new XDocumentType(in.argument(0), in.argument(1), in.argument(2), in.argument(3)))
			.property("string Name", (XDocumentType type) -> type.name())
			.property("string PublicId", (XDocumentType type) -> type.publicId())
			.property("string SystemId", (XDocumentType type) -> type.systemId())
			.property("string InternalSubset", (XDocumentType type) -> type.internalSubset());
		comparers(types);
	}

	private static void comparers(TypeRegistry types) {
		types.define("System.Xml.Linq.XNodeEqualityComparer", EqualityComparer.class)
			.constructor("XNodeEqualityComparer()", () -> new EqualityComparer())
			.method("bool Equals(XNode x, XNode y)",
					(EqualityComparer comparer, @Nullable XNode one, @Nullable XNode other) -> XNode.deepEquals(one,
							other))
			.method("int GetHashCode(XNode obj)", (EqualityComparer comparer, @Nullable XNode node) -> (node == null)
					? 0 : node.toString(false).hashCode());
		types.define("System.Xml.Linq.XNodeDocumentOrderComparer", OrderComparer.class)
			.constructor("XNodeDocumentOrderComparer()", () -> new OrderComparer())
			.method("int Compare(XNode x, XNode y)",
					(OrderComparer comparer, XNode one, XNode other) -> XNode.compareDocumentOrder(one, other));
	}

	/** System.Xml.Linq.XNodeEqualityComparer. */
	record EqualityComparer() {
	}

	/** System.Xml.Linq.XNodeDocumentOrderComparer. */
	record OrderComparer() {
	}

}
