package io.selvage.gateway.expression.xml;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.expression.json.JArray;
import io.selvage.gateway.expression.json.JObject;
import io.selvage.gateway.expression.json.JProperty;
import io.selvage.gateway.expression.json.JToken;
import io.selvage.gateway.expression.json.JValue;
import io.selvage.gateway.expression.json.JsonConversion;
import io.selvage.gateway.expression.types.ClrException;
import org.jspecify.annotations.Nullable;

/**
 * Turns JSON into XML by the rules of Json.NET's XmlNodeConverter: members become
 * elements, members with {@code @} attributes, arrays repeated elements. What cannot be
 * an XML name is escaped ({@code _x0020_}).
 *
 * @param rootName the root element around the members, or null if the one member is the
 * root
 * @param namespaceSeparator what stands between prefix and name, {@code :} by default
 * @param attributeBlock the name of a member whose members are attributes, or null
 */
public record JsonToXml(@Nullable String rootName, String namespaceSeparator, @Nullable String attributeBlock) {

	private static final XNamespace JSON = new XNamespace("http://james.newtonking.com/projects/json");

	/** Json.NET's own rules. */
	public JsonToXml() {
		this(null, ":", null);
	}

	/**
	 * Converts a document.
	 * @param json the document
	 * @return an XML document, empty for an empty object
	 * @throws ClrException Newtonsoft.Json.JsonSerializationException if there is not
	 * exactly one root element
	 */
	public XDocument convert(JToken json) {
		if (!(json instanceof JObject object)) {
			throw failure("Only a JSON object can become an XML document.");
		}
		XDocument document = new XDocument(null, null);
		if (this.rootName != null) {
			XElement root = new XElement(new XName(XNamespace.NONE, XmlNameEscapes.escape(this.rootName)), null);
			document.add(root);
			fill(root, object, 0);
			return document;
		}
		for (JProperty property : object.properties()) {
			if (property.name().equals("?xml")) {
				document.declaration(declaration(property.value()));
			}
			else {
				checkRoot(document, property);
				member(document, property.name(), property.value(), 0);
			}
		}
		return document;
	}

	private void checkRoot(XDocument document, JProperty property) {
		boolean several = property.value() instanceof JArray array && array.count() != 1;
		boolean element = !property.name().startsWith("#") && !property.name().startsWith("?");
		if (several || (element && document.root() != null)) {
			throw failure("JSON root object has multiple properties. The root object must have a single property "
					+ "in order to create a valid XML document.");
		}
	}

	private static ClrException failure(String message) {
		return new ClrException("Newtonsoft.Json.JsonSerializationException", message);
	}

	private static @Nullable XDeclaration declaration(JToken value) {
		if (!(value instanceof JObject object)) {
			return null;
		}
		return new XDeclaration(text(object.get("@version")), text(object.get("@encoding")),
				text(object.get("@standalone")));
	}

	private static @Nullable String text(@Nullable JToken token) {
		return (token instanceof JValue) ? JsonConversion.toText(token) : null;
	}

	private void fill(XElement element, JObject object, int depth) {
		XNode.checkDepth(depth);
		List<JProperty> rest = new ArrayList<>();
		List<JProperty> attributes = new ArrayList<>();
		for (JProperty property : object.properties()) {
			if (isAttribute(property)) {
				attributes.add(property);
			}
			else if (property.name().equals(this.attributeBlock) && property.value() instanceof JObject block) {
				block.properties()
					.forEach((member) -> attributes.add(new JProperty("@" + member.name(), member.value())));
			}
			else {
				rest.add(property);
			}
		}
		attributes.stream()
			.filter((attribute) -> isDeclaration(attribute))
			.forEach((attribute) -> declare(element, attribute));
		attributes.stream()
			.filter((attribute) -> !isDeclaration(attribute))
			.forEach((attribute) -> attribute(element, attribute));
		rest.forEach((property) -> member(element, property.name(), property.value(), depth + 1));
	}

	private static boolean isAttribute(JProperty property) {
		return property.name().length() > 1 && property.value() instanceof JValue
				&& (property.name().charAt(0) == '@' || property.name().charAt(0) == '$');
	}

	private static boolean isDeclaration(JProperty property) {
		return property.name().equals("@xmlns") || property.name().startsWith("@xmlns:");
	}

	private static void declare(XElement element, JProperty property) {
		String name = property.name();
		XName declared = name.equals("@xmlns") ? new XName(XNamespace.NONE, "xmlns")
				: new XName(XNamespace.XMLNS, XmlNameEscapes.escape(name.substring(7)));
		element.setAttributeValue(declared, XmlValues.toText(scalar(property.value())));
	}

	private void attribute(XElement element, JProperty property) {
		String name = property.name().substring(1);
		String value = XmlValues.toText(scalar(property.value()));
		if (property.name().charAt(0) == '$') {
			element.setAttributeValue(new XName(XNamespace.XMLNS, "json"), JSON.name());
			element.setAttributeValue(new XName(JSON, XmlNameEscapes.escape(name)), value);
			return;
		}
		XName resolved = resolve(element, name, false);
		element.setAttributeValue(resolved, value);
	}

	private void member(XContainer parent, String name, JToken value, int depth) {
		XNode.checkDepth(depth);
		switch (name) {
			case "#text" -> items(value).forEach((item) -> parent.add(new XText(XmlValues.toText(scalar(item)))));
			case "#cdata-section" ->
				items(value).forEach((item) -> parent.add(new XCData(XmlValues.toText(scalar(item)))));
			case "#whitespace", "#significant-whitespace" ->
				items(value).forEach((item) -> parent.add(new XText(XmlValues.toText(scalar(item)))));
			case "#comment" -> items(value).forEach((item) -> parent.add(new XComment(XmlValues.toText(scalar(item)))));
			default -> {
				if (name.equals("?xml")) {
					return;
				}
				if (name.startsWith("?")) {
					parent.add(new XProcessingInstruction(name.substring(1), XmlValues.toText(scalar(value))));
				}
				else {
					items(value).forEach((item) -> element(parent, name, item, depth));
				}
			}
		}
	}

	private static List<JToken> items(JToken value) {
		return (value instanceof JArray array) ? array.children() : List.of(value);
	}

	private void element(XContainer parent, String name, JToken value, int depth) {
		XElement element = new XElement(new XName(XNamespace.NONE, "x"), null);
		parent.add(element);
		if (value instanceof JObject object) {
			object.properties()
				.stream()
				.filter((property) -> isAttribute(property) && isDeclaration(property))
				.forEach((property) -> declare(element, property));
			element.name(resolve(element, name, true));
			fill(element, object, depth);
			return;
		}
		element.name(resolve(element, name, true));
		if (value instanceof JArray array) {
			array.children().forEach((item) -> element(element, name, item, depth + 1));
		}
		else if (value instanceof JValue scalar && scalar.value() != null) {
			element.value(scalar.value());
		}
	}

	private static Object scalar(JToken value) {
		if (value instanceof JValue scalar) {
			return (scalar.value() != null) ? scalar.value() : "";
		}
		throw failure("A JSON value is expected for text and attributes.");
	}

	private XName resolve(XElement scope, String name, boolean element) {
		int separator = name.indexOf(this.namespaceSeparator);
		if (separator > 0 && separator + this.namespaceSeparator.length() < name.length()) {
			XNamespace namespace = scope.namespaceOf(name.substring(0, separator));
			if (namespace != null) {
				return new XName(namespace,
						XmlNameEscapes.escape(name.substring(separator + this.namespaceSeparator.length())));
			}
		}
		XNamespace inherited = element ? scope.namespaceOf("") : null;
		return new XName((inherited != null) ? inherited : XNamespace.NONE, XmlNameEscapes.escape(name));
	}

}
