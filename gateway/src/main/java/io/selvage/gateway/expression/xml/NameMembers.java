package io.selvage.gateway.expression.xml;

import java.util.Objects;

import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares XName and XNamespace.
 */
final class NameMembers {

	private NameMembers() {
	}

	static void register(TypeRegistry types) {
		types.define("System.Xml.Linq.XName", XName.class)
			.property("string LocalName", (XName name) -> name.localName())
			.property("XNamespace Namespace", (XName name) -> name.namespace())
			.property("string NamespaceName", (XName name) -> name.namespaceName())
			.method("static XName Get(string expandedName)", (@Nullable String text) -> XName.of(text))
			.method("static XName Get(string localName, string namespaceName)",
					(@Nullable String local, @Nullable String namespace) -> XNamespace.of(namespace).name(local))
			.method("static implicit operator XName(string expandedName)",
					(@Nullable String text) -> (text == null) ? null : XName.of(text))
			.method("static bool operator ==(XName left, XName right)",
					(@Nullable XName left, @Nullable XName right) -> Objects.equals(left, right))
			.method("static bool operator !=(XName left, XName right)",
					(@Nullable XName left, @Nullable XName right) -> !Objects.equals(left, right))
			.method("string ToString()", (XName name) -> name.toString());
		types.define("System.Xml.Linq.XNamespace", XNamespace.class)
			.property("string NamespaceName", (XNamespace namespace) -> namespace.name())
			.property("static XNamespace None", () -> XNamespace.NONE)
			.property("static XNamespace Xml", () -> XNamespace.XML)
			.property("static XNamespace Xmlns", () -> XNamespace.XMLNS)
			.method("static XNamespace Get(string namespaceName)", (@Nullable String name) -> XNamespace.of(name))
			.method("XName GetName(string localName)",
					(XNamespace namespace, @Nullable String local) -> namespace.name(local))
			.method("static implicit operator XNamespace(string namespaceName)",
					(@Nullable String name) -> (name == null) ? null : XNamespace.of(name))
			.method("static XName operator +(XNamespace ns, string localName)",
					(XNamespace namespace, @Nullable String local) -> namespace.name(local))
			.method("static bool operator ==(XNamespace left, XNamespace right)",
					(@Nullable XNamespace left, @Nullable XNamespace right) -> Objects.equals(left, right))
			.method("static bool operator !=(XNamespace left, XNamespace right)",
					(@Nullable XNamespace left, @Nullable XNamespace right) -> !Objects.equals(left, right))
			.method("string ToString()", (XNamespace namespace) -> namespace.toString());
	}

}
