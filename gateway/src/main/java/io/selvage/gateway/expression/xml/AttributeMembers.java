package io.selvage.gateway.expression.xml;

import java.util.List;

import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares XAttribute.
 */
final class AttributeMembers {

	private AttributeMembers() {
	}

	static void register(TypeRegistry types) {
		TypeBuilder type = types.define("System.Xml.Linq.XAttribute", XAttribute.class).base("XObject");
		XmlConversions.declare(type, "XAttribute", (value) -> ((XAttribute) value).value());
		type.constructor("XAttribute(XName name, object value)",
				(XName name, @Nullable Object value) -> new XAttribute(name, value))
			.constructor("XAttribute(XAttribute other)",
					(XAttribute other) -> new XAttribute(other.name(), other.value()))
			.property("XName Name", (XAttribute attribute) -> attribute.name())
			.property("string Value", (XAttribute attribute) -> attribute.value(),
					(XAttribute attribute, @Nullable String value) -> attribute.value(value))
			.property("bool IsNamespaceDeclaration", (XAttribute attribute) -> attribute.isNamespaceDeclaration())
			.property("XAttribute NextAttribute", (XAttribute attribute) -> attribute.next())
			.property("XAttribute PreviousAttribute", (XAttribute attribute) -> attribute.previous())
			.property("static IEnumerable<XAttribute> EmptySequence", () -> List.of())
			.action("void Remove()", (XAttribute attribute) -> attribute.remove())
			.action("void SetValue(object value)",
					(XAttribute attribute, @Nullable Object value) -> attribute.value(value))
			.method("string ToString()", (XAttribute attribute) -> attribute.toString());
	}

}
