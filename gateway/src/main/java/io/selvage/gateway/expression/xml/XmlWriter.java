package io.selvage.gateway.expression.xml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Writes trees as LINQ to XML does: two blanks a level, no line breaks within an element
 * from its first text on, prefixes as declared, missing declarations added.
 */
final class XmlWriter {

	private final StringBuilder text = new StringBuilder();

	private final boolean indented;

	/** The prefixes in scope, innermost first. */
	private final Deque<Map<String, String>> scopes = new ArrayDeque<>();

	private boolean mixed;

	private XmlWriter(boolean indented) {
		this.indented = indented;
	}

	static String write(XNode node, boolean indented) {
		XmlWriter writer = new XmlWriter(indented);
		if (node instanceof XElement element) {
			writer.inherit(element);
		}
		writer.node(node, 0);
		return writer.text.toString();
	}

	/** A part of a tree is written with the prefixes of the whole. */
	private void inherit(XElement element) {
		for (XElement outer = element.parent(); outer != null; outer = outer.parent()) {
			Map<String, String> scope = new HashMap<>();
			for (XAttribute attribute : outer.attributes()) {
				if (attribute.isNamespaceDeclaration() && !attribute.declaredPrefix().isEmpty()) {
					scope.put("?" + attribute.declaredPrefix(), attribute.value());
				}
			}
			this.scopes.addLast(scope);
		}
	}

	private void node(XNode node, int depth) {
		XNode.checkDepth(depth);
		if (node instanceof XElement element) {
			newLine(depth);
			element(element, depth);
		}
		else if (node instanceof XDocument document) {
			document.content.forEach((child) -> node(child, depth));
		}
		else if (node instanceof XCData data) {
			this.mixed = true;
			this.text.append("<![CDATA[").append(data.value().replace("]]>", "]]]]><![CDATA[>")).append("]]>");
		}
		else if (node instanceof XText characters) {
			this.mixed = true;
			escape(this.text, characters.value(), false);
		}
		else if (node instanceof XComment comment) {
			newLine(depth);
			this.text.append("<!--").append(comment.value().replace("--", "- -")).append("-->");
		}
		else if (node instanceof XProcessingInstruction instruction) {
			newLine(depth);
			this.text.append("<?").append(instruction.target());
			this.text.append(instruction.data().isEmpty() ? "" : " ").append(instruction.data()).append("?>");
		}
		else if (node instanceof XDocumentType type) {
			newLine(depth);
			documentType(type);
		}
	}

	private void newLine(int depth) {
		if (this.indented && !this.mixed && !this.text.isEmpty()) {
			this.text.append('\n').append("  ".repeat(depth));
		}
	}

	private void element(XElement element, int depth) {
		Map<String, String> scope = new HashMap<>();
		for (XAttribute attribute : element.attributes()) {
			if (attribute.isNamespaceDeclaration()) {
				scope.put(attribute.declaredPrefix(), attribute.value());
			}
		}
		this.scopes.addFirst(scope);
		StringBuilder attributes = new StringBuilder();
		String name = elementName(element.name(), scope, attributes);
		this.text.append('<').append(name);
		StringBuilder own = new StringBuilder();
		for (XAttribute attribute : element.attributes()) {
			own.append(' ');
			attribute(own, attributeName(attribute, scope, attributes, depth), attribute.value());
		}
		this.text.append(own).append(attributes);
		if (element.isEmpty()) {
			this.text.append(" />");
		}
		else {
			this.text.append('>');
			content(element, depth);
			this.text.append("</").append(name).append('>');
		}
		this.scopes.removeFirst();
	}

	private void content(XElement element, int depth) {
		boolean outer = this.mixed;
		element.content.forEach((child) -> node(child, depth + 1));
		if (!element.content.isEmpty()) {
			newLine(depth);
		}
		this.mixed = outer;
	}

	private String elementName(XName name, Map<String, String> scope, StringBuilder attributes) {
		String namespace = name.namespaceName();
		if (namespace.equals(lookup(""))) {
			return name.localName();
		}
		String prefix = namespace.isEmpty() ? "" : prefix(namespace, scope, attributes);
		if (prefix == null || prefix.isEmpty()) {
			scope.put("", namespace);
			attribute(attributes.append(' '), "xmlns", namespace);
			return name.localName();
		}
		return prefix + ":" + name.localName();
	}

	private String attributeName(XAttribute attribute, Map<String, String> scope, StringBuilder attributes, int depth) {
		XName name = attribute.name();
		if (name.namespaceName().isEmpty()) {
			return name.localName();
		}
		if (name.namespace().equals(XNamespace.XMLNS)) {
			return "xmlns:" + name.localName();
		}
		String prefix = prefix(name.namespaceName(), scope, attributes);
		if (prefix == null) {
			prefix = "p" + (depth + 1);
			for (int i = 1; lookup(prefix) != null; i++) {
				prefix = "p" + (depth + 1 + i);
			}
			scope.put(prefix, name.namespaceName());
			attribute(attributes.append(' '), "xmlns:" + prefix, name.namespaceName());
		}
		return prefix + ":" + name.localName();
	}

	private @Nullable String prefix(String namespace, Map<String, String> scope, StringBuilder attributes) {
		if (namespace.equals(XNamespace.XML.name())) {
			return "xml";
		}
		for (Map<String, String> known : this.scopes) {
			for (Map.Entry<String, String> entry : known.entrySet()) {
				String prefix = entry.getKey().replace("?", "");
				if (!prefix.isEmpty() && entry.getValue().equals(namespace) && namespace.equals(lookup(prefix))) {
					if (entry.getKey().startsWith("?") && !scope.containsKey(prefix)) {
						scope.put(prefix, namespace);
						attribute(attributes.append(' '), "xmlns:" + prefix, namespace);
					}
					return prefix;
				}
			}
		}
		return null;
	}

	/** What a prefix stands for; declarations outside of what is written come last. */
	private @Nullable String lookup(String prefix) {
		for (Map<String, String> scope : this.scopes) {
			String namespace = scope.get(prefix);
			if (namespace == null) {
				namespace = scope.get("?" + prefix);
			}
			if (namespace != null) {
				return namespace;
			}
		}
		return prefix.isEmpty() ? "" : null;
	}

	private void documentType(XDocumentType type) {
		this.text.append("<!DOCTYPE ").append(type.name());
		if (type.publicId() != null) {
			this.text.append(" PUBLIC \"").append(type.publicId()).append("\" \"").append(type.systemId()).append('"');
		}
		else if (type.systemId() != null) {
			this.text.append(" SYSTEM \"").append(type.systemId()).append('"');
		}
		if (type.internalSubset() != null) {
			this.text.append('[').append(type.internalSubset()).append(']');
		}
		this.text.append('>');
	}

	static void attribute(StringBuilder text, String name, String value) {
		text.append(name).append("=\"");
		escape(text, value, true);
		text.append('"');
	}

	private static void escape(StringBuilder text, String value, boolean attribute) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			switch (c) {
				case '&' -> text.append("&amp;");
				case '<' -> text.append("&lt;");
				case '>' -> text.append("&gt;");
				case '"' -> text.append(attribute ? "&quot;" : "\"");
				case '\n' -> text.append(attribute ? "&#xA;" : "\n");
				case '\t' -> text.append(attribute ? "&#x9;" : "\t");
				case '\r' -> {
					if (attribute) {
						text.append("&#xD;");
					}
					else if (i + 1 >= value.length() || value.charAt(i + 1) != '\n') {
						text.append('\n');
					}
				}
				default -> {
					if (!Character.isSurrogate(c) && !XmlNames.isCharacter(c)) {
						throw ClrException.argument("'" + (int) c + "' is an invalid XML character.");
					}
					text.append(c);
				}
			}
		}
	}

}
