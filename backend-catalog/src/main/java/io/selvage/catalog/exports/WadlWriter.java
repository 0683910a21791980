package io.selvage.catalog.exports;

import java.io.StringWriter;
import java.util.Map;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import tools.jackson.databind.JsonNode;

/**
 * Writes an API as WADL (the W3C submission of 2009): each operation as a resource with
 * one method. WADL knows no examples and no JSON schemas, and an import makes every
 * required query parameter a part of the URL template.
 */
final class WadlWriter {

	private static final String NAMESPACE = "http://wadl.dev.java.net/2009/02";

	/** Types of parameters as XML Schema calls them. */
	private static final Map<String, String> TYPES = Map.of("integer", "xs:integer", "number", "xs:decimal", "boolean",
			"xs:boolean");

	private final XMLStreamWriter xml;

	private WadlWriter(XMLStreamWriter xml) {
		this.xml = xml;
	}

	static String write(ExportedApi api) {
		StringWriter text = new StringWriter();
		try {
			XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
			new WadlWriter(xml).application(api);
			xml.close();
		}
		catch (XMLStreamException ex) {
			throw new IllegalStateException(ex);
		}
		return text.toString();
	}

	private void application(ExportedApi api) throws XMLStreamException {
		this.xml.writeStartDocument("utf-8", "1.0");
		this.xml.writeStartElement("application");
		this.xml.writeDefaultNamespace(NAMESPACE);
		this.xml.writeNamespace("xs", "http://www.w3.org/2001/XMLSchema");
		doc(api.text("displayName"), api.text("description"));
		this.xml.writeStartElement("resources");
		attribute("base", api.address().url());
		for (ExportedApi.Operation operation : api.operations()) {
			resource(operation);
		}
		this.xml.writeEndElement();
		this.xml.writeEndElement();
		this.xml.writeEndDocument();
	}

	private void resource(ExportedApi.Operation operation) throws XMLStreamException {
		String url = operation.text("urlTemplate");
		TemplateParts template = TemplateParts.of(url);
		String whole = url.startsWith("/") ? url : "/" + url;
		this.xml.writeStartElement("resource");
		attribute("path", template.isPlain() ? template.path() : whole);
		for (JsonNode parameter : operation.properties().path("templateParameters")) {
			if (!isQuery(template, parameter)) {
				parameter(parameter, "template", true);
			}
		}
		this.xml.writeStartElement("method");
		attribute("id", operation.name());
		attribute("name", operation.text("method"));
		doc(operation.text("displayName"), operation.text("description"));
		request(operation, template);
		for (JsonNode response : operation.properties().path("responses")) {
			this.xml.writeStartElement("response");
			attribute("status", String.valueOf(response.path("statusCode").asInt(0)));
			doc("", response.path("description").asString(""));
			parameters(response.path("headers"), "header");
			representations(response.path("representations"));
			this.xml.writeEndElement();
		}
		this.xml.writeEndElement();
		this.xml.writeEndElement();
	}

	private static boolean isQuery(TemplateParts template, JsonNode parameter) {
		return template.isPlain() && template.queryNames().contains(parameter.path("name").asString(""));
	}

	private void request(ExportedApi.Operation operation, TemplateParts template) throws XMLStreamException {
		JsonNode request = operation.properties().path("request");
		if (request.isMissingNode() && template.queryNames().isEmpty()) {
			return;
		}
		this.xml.writeStartElement("request");
		doc("", request.path("description").asString(""));
		for (JsonNode parameter : operation.properties().path("templateParameters")) {
			if (isQuery(template, parameter)) {
				parameter(parameter, "query", true);
			}
		}
		parameters(request.path("queryParameters"), "query");
		parameters(request.path("headers"), "header");
		representations(request.path("representations"));
		this.xml.writeEndElement();
	}

	private void parameters(JsonNode list, String style) throws XMLStreamException {
		for (JsonNode parameter : list) {
			parameter(parameter, style, parameter.path("required").asBoolean(false));
		}
	}

	private void parameter(JsonNode parameter, String style, boolean required) throws XMLStreamException {
		this.xml.writeStartElement("param");
		attribute("name", parameter.path("name").asString(""));
		attribute("style", style);
		attribute("type", TYPES.getOrDefault(parameter.path("type").asString(""), "xs:string"));
		if (required) {
			attribute("required", "true");
		}
		if (parameter.path("defaultValue").isString()) {
			attribute("default", parameter.path("defaultValue").stringValue());
		}
		doc("", parameter.path("description").asString(""));
		for (JsonNode value : parameter.path("values")) {
			this.xml.writeEmptyElement("option");
			attribute("value", value.asString(""));
		}
		this.xml.writeEndElement();
	}

	private void representations(JsonNode list) throws XMLStreamException {
		for (JsonNode representation : list) {
			this.xml.writeEmptyElement("representation");
			attribute("mediaType", representation.path("contentType").asString(""));
		}
	}

	private void attribute(String name, String value) throws XMLStreamException {
		this.xml.writeAttribute(name, clean(value));
	}

	private void doc(String title, String text) throws XMLStreamException {
		if (title.isBlank() && text.isBlank()) {
			return;
		}
		this.xml.writeStartElement("doc");
		if (!title.isBlank()) {
			attribute("title", title);
		}
		this.xml.writeCharacters(clean(text));
		this.xml.writeEndElement();
	}

	/** Without the characters that XML 1.0 has no way to write. */
	private static String clean(String text) {
		return text.codePoints()
			.filter((character) -> character == '\t' || character == '\n' || character == '\r'
					|| (character >= 0x20 && character <= 0xD7FF) || (character >= 0xE000 && character <= 0xFFFD)
					|| character >= 0x10000)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

}
