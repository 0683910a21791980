package io.selvage.gateway.expression.xml;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.text.TextReader;
import io.selvage.gateway.expression.text.TextWriter;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares XElement, XDocument and XDeclaration. What loads from or saves to a file or
 * URL does not exist.
 */
final class ElementMembers {

	private ElementMembers() {
	}

	static void register(TypeRegistry types) {
		element(types);
		document(types);
		types.define("System.Xml.Linq.XDeclaration", XDeclaration.class)
			.constructor("XDeclaration(string version, string encoding, string standalone)",
					(@Nullable String version, @Nullable String encoding,
							@Nullable String standalone) -> new XDeclaration(version, encoding, standalone))
			.property("string Version", (XDeclaration declaration) -> declaration.version())
			.property("string Encoding", (XDeclaration declaration) -> declaration.encoding())
			.property("string Standalone", (XDeclaration declaration) -> declaration.standalone())
			.method("string ToString()", (XDeclaration declaration) -> declaration.toString());
	}

	private static void element(TypeRegistry types) {
		TypeBuilder type = types.define("System.Xml.Linq.XElement", XElement.class).base("XContainer");
		XmlConversions.declare(type, "XElement", (value) -> ((XElement) value).value());
		type.constructor("XElement(XName name)", (XName name) -> new XElement(name, null))
			.constructCall("XElement(XName name, params object[] content)",
					(in) -> new XElement(in.argument(0), NodeMembers.content(in)))
			.constructCall("XElement(XElement other)", ElementMembers::copy)
			.property("XName Name", (XElement element) -> element.name(),
					(XElement element, XName name) -> element.name(name))
			.property("string Value", (XElement element) -> element.value(),
					(XElement element, @Nullable String value) -> element.value(value))
			.property("bool IsEmpty", (XElement element) -> element.isEmpty())
			.property("bool HasAttributes", (XElement element) -> element.hasAttributes())
			.property("bool HasElements", (XElement element) -> element.hasElements())
			.property("XAttribute FirstAttribute", (XElement element) -> edge(element.attributes(), 0))
			.property("XAttribute LastAttribute",
					(XElement element) -> edge(element.attributes(), element.attributes().size() - 1))
			.property("static IEnumerable<XElement> EmptySequence", () -> List.of());
		elementMethods(type);
		type.call("static XElement Parse(string text)",
				(in) -> XElement.parse(XmlSizes.text(in.evaluation(), in.argument(0)), false))
			.call("static XElement Parse(string text, LoadOptions options)",
					(in) -> XElement.parse(XmlSizes.text(in.evaluation(), in.argument(0)),
							XmlTypes.preserves(in.argument(1))))
			.call("static XElement Load(TextReader textReader)",
					(in) -> XElement.parse(XmlSizes.text(in.evaluation(), in.<TextReader>argument(0).readToEnd()),
							false))
			.method("static XElement Load(XmlReader reader)", (XmlCursor reader) -> reader.readElement())
			.action("void Save(TextWriter textWriter)", (XElement element, TextWriter writer) -> writer.text()
				.append(new XDocument(null, element.copy()).save(true, "utf-16")));
	}

	private static void elementMethods(TypeBuilder type) {
		type.method("XAttribute Attribute(XName name)",
				(XElement element, @Nullable XName name) -> (name == null) ? null : element.attribute(name))
			.method("IEnumerable<XAttribute> Attributes()", (XElement element) -> element.attributes())
			.method("IEnumerable<XAttribute> Attributes(XName name)", ElementMembers::attributes)
			.method("IEnumerable<XElement> AncestorsAndSelf()",
					(XElement element) -> joined(element, element.ancestors(null), null))
			.method("IEnumerable<XElement> AncestorsAndSelf(XName name)",
					(XElement element, @Nullable XName name) -> NodeMembers
						.named(joined(element, element.ancestors(name), name), name))
			.method("IEnumerable<XElement> DescendantsAndSelf()",
					(XElement element) -> joined(element, element.descendants(null), null))
			.method("IEnumerable<XElement> DescendantsAndSelf(XName name)",
					(XElement element, @Nullable XName name) -> NodeMembers
						.named(joined(element, element.descendants(name), name), name))
			.method("IEnumerable<XNode> DescendantNodesAndSelf()", ElementMembers::nodesAndSelf)
			.action("void RemoveAll()", (XElement element) -> element.removeAll())
			.action("void RemoveAttributes()", (XElement element) -> element.removeAttributes())
			.call("void ReplaceAll(params object[] content)", (in) -> {
				in.<XElement>argument(0).removeAll();
				in.<XElement>argument(0).add(NodeMembers.content(in));
				return null;
			})
			.call("void ReplaceAttributes(params object[] content)", (in) -> {
				in.<XElement>argument(0).removeAttributes();
				in.<XElement>argument(0).add(NodeMembers.content(in));
				return null;
			})
			.action("void SetAttributeValue(XName name, object value)",
					(XElement element, XName name, @Nullable Object value) -> element.setAttributeValue(name, value))
			.action("void SetElementValue(XName name, object value)",
					(XElement element, XName name, @Nullable Object value) -> element.setElementValue(name, value))
			.action("void SetValue(object value)", (XElement element, @Nullable Object value) -> element.value(value))
			.method("XNamespace GetDefaultNamespace()", (XElement element) -> defaultNamespace(element))
			.method("XNamespace GetNamespaceOfPrefix(string prefix)",
					(XElement element, String prefix) -> element.namespaceOf(prefix))
			.method("string GetPrefixOfNamespace(XNamespace ns)",
					(XElement element, XNamespace namespace) -> element.prefixOf(namespace));
	}

	private static void document(TypeRegistry types) {
		types.define("System.Xml.Linq.XDocument", XDocument.class)
			.base("XContainer")
			.constructor("XDocument()", () -> new XDocument(null, null))
			.constructCall("XDocument(params object[] content)", (in) -> new XDocument(null, XmlTypes.content(in, 0)))
			.constructCall("XDocument(XDeclaration declaration, params object[] content)",
					(in) -> new XDocument(in.argument(0), NodeMembers.content(in)))
			.constructCall("XDocument(XDocument other)", (in) -> {
				XDocument other = in.argument(0);
				XmlSizes.chargeClone(in.evaluation(), other);
				return other.copy();
			})
			.property("XDeclaration Declaration", (XDocument document) -> document.declaration(),
					(XDocument document, @Nullable XDeclaration value) -> document.declaration(value))
			.property("XElement Root", (XDocument document) -> document.root())
			.property("XDocumentType DocumentType", (XDocument document) -> documentType(document))
			.call("static XDocument Parse(string text)",
					(in) -> XDocument.parse(XmlSizes.text(in.evaluation(), in.argument(0)), false))
			.call("static XDocument Parse(string text, LoadOptions options)",
					(in) -> XDocument.parse(XmlSizes.text(in.evaluation(), in.argument(0)),
							XmlTypes.preserves(in.argument(1))))
			.action("void Save(TextWriter textWriter)",
					(XDocument document, TextWriter writer) -> writer.text().append(document.save(true, "utf-16")))
			.action("void Save(TextWriter textWriter, SaveOptions options)", (XDocument document, TextWriter writer,
					EnumValue options) -> writer.text().append(document.save(XmlTypes.indents(options), "utf-16")));
	}

	private static XElement copy(Invocation in) {
		XElement other = in.argument(0);
		XmlSizes.chargeClone(in.evaluation(), other);
		return other.copy();
	}

	private static @Nullable XAttribute edge(List<XAttribute> attributes, int index) {
		return attributes.isEmpty() ? null : attributes.get(index);
	}

	private static List<XAttribute> attributes(XElement element, @Nullable XName name) {
		XAttribute attribute = (name == null) ? null : element.attribute(name);
		return (attribute == null) ? List.of() : List.of(attribute);
	}

	private static List<XElement> joined(XElement self, List<XElement> others, @Nullable XName name) {
		List<XElement> all = new ArrayList<>();
		if (name == null || self.name().equals(name)) {
			all.add(self);
		}
		all.addAll(others);
		return all;
	}

	private static List<XNode> nodesAndSelf(XElement element) {
		List<XNode> all = new ArrayList<>();
		all.add(element);
		all.addAll(element.descendantNodes());
		return all;
	}

	private static XNamespace defaultNamespace(XElement element) {
		XNamespace namespace = element.namespaceOf("");
		return (namespace != null) ? namespace : XNamespace.NONE;
	}

	private static @Nullable XNode documentType(XDocument document) {
		for (XNode node : document.nodes()) {
			if (node instanceof XDocumentType) {
				return node;
			}
		}
		return null;
	}

}
