package io.selvage.gateway.expression.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.json.JArray;
import io.selvage.gateway.expression.json.JObject;
import io.selvage.gateway.expression.json.JToken;
import io.selvage.gateway.expression.json.JValue;

/**
 * Turns XML into JSON by the rules of Json.NET's XmlNodeConverter: attributes become
 * members with a prefix, repeated elements arrays, an element with nothing but text a
 * string. Comments are left out.
 *
 * @param alwaysArrays whether every child element becomes an array, repeated or not
 * @param attributePrefix what stands before the name of an attribute, {@code @} by
 * default
 * @param textName the name of text beside elements or attributes, {@code #text} by
 * default
 */
public record XmlToJson(boolean alwaysArrays, String attributePrefix, String textName) {

	private static final XNamespace JSON = new XNamespace("http://james.newtonking.com/projects/json");

	/** Json.NET's own rules. */
	public XmlToJson() {
		this(false, "@", "#text");
	}

	/**
	 * Converts a document.
	 * @param document the document
	 * @return an object with the root element as its member
	 */
	public JObject convert(XDocument document) {
		JObject object = new JObject();
		XDeclaration declaration = document.declaration();
		if (declaration != null) {
			object.set("?xml", declaration(declaration));
		}
		members(object, document, 0);
		return object;
	}

	/**
	 * Converts an element.
	 * @param element the element
	 * @return an object with the element as its member
	 */
	public JObject convert(XElement element) {
		JObject object = new JObject();
		object.set(name(element, element.name()), value(element, 0));
		return object;
	}

	private JObject declaration(XDeclaration declaration) {
		JObject object = new JObject();
		if (declaration.version() != null) {
			object.set("@version", new JValue(declaration.version()));
		}
		if (declaration.encoding() != null) {
			object.set("@encoding", new JValue(declaration.encoding()));
		}
		if (declaration.standalone() != null) {
			object.set("@standalone", new JValue(declaration.standalone()));
		}
		return object;
	}

	private JToken value(XElement element, int depth) {
		XNode.checkDepth(depth);
		List<XAttribute> attributes = element.attributes();
		attributes.removeIf((attribute) -> isJson(attribute));
		if (attributes.isEmpty() && element.content.isEmpty()) {
			return element.isEmpty() ? JValue.nullValue() : new JValue("");
		}
		if (attributes.isEmpty() && element.content.size() == 1 && element.attributes().isEmpty()
				&& element.content.get(0) instanceof XText text && !(text instanceof XCData)) {
			return new JValue(text.value());
		}
		JObject object = new JObject();
		for (XAttribute attribute : attributes) {
			object.set(this.attributePrefix + attributeName(element, attribute), new JValue(attribute.value()));
		}
		members(object, element, depth);
		return object;
	}

	private static boolean isJson(XAttribute attribute) {
		return attribute.name().namespace().equals(JSON)
				|| (attribute.isNamespaceDeclaration() && attribute.value().equals(JSON.name()));
	}

	/** Members of the same name become one array, at the place of the first. */
	private void members(JObject object, XContainer container, int depth) {
		Map<String, List<JToken>> members = new LinkedHashMap<>();
		List<String> arrays = new ArrayList<>();
		for (XNode node : container.content) {
			if (node instanceof XElement element) {
				String name = name(element, element.name());
				add(members, name, value(element, depth + 1));
				if ((this.alwaysArrays && container instanceof XElement) || asksForArray(element)) {
					arrays.add(name);
				}
			}
			else if (node instanceof XCData data) {
				add(members, "#cdata-section", new JValue(data.value()));
			}
			else if (node instanceof XText text) {
				add(members, this.textName, new JValue(text.value()));
			}
			else if (node instanceof XProcessingInstruction instruction) {
				add(members, "?" + instruction.target(), new JValue(instruction.data()));
			}
		}
		members.forEach((name, values) -> object.set(name,
				(values.size() == 1 && !arrays.contains(name)) ? values.get(0) : new JArray(values)));
	}

	private static boolean asksForArray(XElement element) {
		XAttribute attribute = element.attribute(new XName(JSON, "Array"));
		return attribute != null && attribute.value().equals("true");
	}

	private static void add(Map<String, List<JToken>> members, String name, JToken value) {
		members.computeIfAbsent(name, (key) -> new ArrayList<>()).add(value);
	}

	private static String attributeName(XElement element, XAttribute attribute) {
		if (attribute.isNamespaceDeclaration()) {
			return attribute.declaredPrefix().isEmpty() ? "xmlns" : "xmlns:" + attribute.declaredPrefix();
		}
		return name(element, attribute.name());
	}

	private static String name(XElement scope, XName name) {
		if (name.namespaceName().isEmpty()) {
			return name.localName();
		}
		boolean isDefault = scope.name().equals(name) && name.namespace().equals(scope.namespaceOf(""));
		String prefix = isDefault ? null : scope.prefixOf(name.namespace());
		return (prefix != null) ? prefix + ":" + name.localName() : name.localName();
	}

}
