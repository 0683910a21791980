package io.selvage.gateway.expression.xml;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.text.TextReader;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares XmlReader, as far as policies use it, and XmlNamespaceManager.
 */
final class XmlReaderMembers {

	private XmlReaderMembers() {
	}

	static void register(TypeRegistry types) {
		TypeBuilder type = types.define("System.Xml.XmlReader", XmlCursor.class).implement("System.IDisposable");
		type.call("static XmlReader Create(TextReader input)",
				(in) -> XmlCursor.parse(XmlSizes.text(in.evaluation(), in.<TextReader>argument(0).readToEnd())))
			.method("bool Read()", (XmlCursor reader) -> reader.read())
			.method("XmlNodeType MoveToContent()", (XmlCursor reader) -> XmlTypes.NODE.value(reader.moveToContent()))
			.action("void Skip()", (XmlCursor reader) -> reader.skip())
			.property("bool EOF", (XmlCursor reader) -> reader.isAtEnd())
			.property("XmlNodeType NodeType", (XmlCursor reader) -> XmlTypes.NODE.value(reader.nodeType()))
			.property("string Name", (XmlCursor reader) -> name(reader, true))
			.property("string LocalName", (XmlCursor reader) -> name(reader, false))
			.property("string NamespaceURI",
					(XmlCursor reader) -> (reader.node() instanceof XElement element) ? element.name().namespaceName()
							: "")
			.property("string Value", (XmlCursor reader) -> value(reader))
			.intProperty("int Depth", (XmlCursor reader) -> reader.depth())
			.property("bool IsEmptyElement",
					(XmlCursor reader) -> reader.node() instanceof XElement element && element.isEmpty())
			.property("bool HasAttributes", (XmlCursor reader) -> !attributes(reader).isEmpty())
			.intProperty("int AttributeCount", (XmlCursor reader) -> attributes(reader).size())
			.method("string GetAttribute(string name)", XmlReaderMembers::attribute)
			.method("bool IsStartElement()", (XmlCursor reader) -> isStart(reader, null))
			.method("bool IsStartElement(string name)", XmlReaderMembers::isStart)
			.method("bool ReadToFollowing(string name)", XmlReaderMembers::readTo)
			.method("bool ReadToDescendant(string name)", XmlReaderMembers::readTo)
			.method("string ReadElementContentAsString()", (XmlCursor reader) -> reader.readElement().value())
			.method("string ReadElementString()", (XmlCursor reader) -> reader.readElement().value())
			.call("string ReadOuterXml()",
					(in) -> XmlTypes.write(in.evaluation(), in.<XmlCursor>argument(0).readNode(), false))
			.call("string ReadInnerXml()", (in) -> {
				StringBuilder inner = new StringBuilder();
				in.<XmlCursor>argument(0)
					.readElement()
					.nodes()
					.forEach((node) -> inner.append(XmlTypes.write(in.evaluation(), node, false)));
				return inner.toString();
			})
			.action("void Close()", (XmlCursor reader) -> {
			})
			.action("void Dispose()", (XmlCursor reader) -> {
			});
		namespaceManager(types);
	}

	private static String name(XmlCursor reader, boolean qualified) {
		if (reader.node() instanceof XElement element) {
			String prefix = qualified ? element.prefixOf(element.name().namespace()) : null;
			return (prefix == null || element.name().namespace().equals(element.namespaceOf("")))
					? element.name().localName() : prefix + ":" + element.name().localName();
		}
		return (reader.node() instanceof XProcessingInstruction instruction) ? instruction.target() : "";
	}

	private static String value(XmlCursor reader) {
		XNode node = reader.node();
		if (node instanceof XText text) {
			return text.value();
		}
		if (node instanceof XComment comment) {
			return comment.value();
		}
		return (node instanceof XProcessingInstruction instruction) ? instruction.data() : "";
	}

	private static List<XAttribute> attributes(XmlCursor reader) {
		return (reader.node() instanceof XElement element && !reader.isEndElement()) ? element.attributes() : List.of();
	}

	private static @Nullable String attribute(XmlCursor reader, String name) {
		int colon = name.indexOf(':');
		for (XAttribute attribute : attributes(reader)) {
			boolean matches = attribute.name().localName().equals(name.substring(colon + 1));
			XNamespace namespace = (colon < 0 || !(reader.node() instanceof XElement element)) ? XNamespace.NONE
					: element.namespaceOf(name.substring(0, colon));
			if (matches && attribute.name().namespace().equals(namespace)) {
				return attribute.value();
			}
		}
		return null;
	}

	private static boolean isStart(XmlCursor reader, @Nullable String name) {
		return reader.moveToContent() == 1 && (name == null || name(reader, true).equals(name));
	}

	private static boolean readTo(XmlCursor reader, String name) {
		while (reader.read()) {
			if (reader.nodeType() == 1 && name(reader, true).equals(name)) {
				return true;
			}
		}
		return false;
	}

	private static void namespaceManager(TypeRegistry types) {
		types.define("System.Xml.XmlNameTable", NameTable.class);
		types.define("System.Xml.NameTable", NameTable.class)
			.base("System.Xml.XmlNameTable")
			.constructor("NameTable()", () -> new NameTable());
		types.define("System.Xml.XmlNamespaceManager", Namespaces.class)
			.constructor("XmlNamespaceManager(XmlNameTable nameTable)",
					(@Nullable Object table) -> new Namespaces(new HashMap<>()))
			.action("void AddNamespace(string prefix, string uri)",
					(Namespaces namespaces, String prefix, String uri) -> namespaces.byPrefix().put(prefix, uri))
			.method("string LookupNamespace(string prefix)",
					(Namespaces namespaces, String prefix) -> namespaces.byPrefix().get(prefix))
			.method("bool HasNamespace(string prefix)",
					(Namespaces namespaces, String prefix) -> namespaces.byPrefix().containsKey(prefix));
	}

	/** System.Xml.NameTable: needed to make a manager, without use of its own. */
	record NameTable() {
	}

	/**
	 * System.Xml.XmlNamespaceManager.
	 *
	 * @param byPrefix namespaces by prefix
	 */
	record Namespaces(Map<String, String> byPrefix) {
	}

}
