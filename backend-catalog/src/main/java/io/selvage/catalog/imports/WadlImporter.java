package io.selvage.catalog.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.w3c.dom.Element;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Imports WADL documents: one operation per method of each resource.
 */
final class WadlImporter {

	private static final Pattern BRACES = Pattern.compile("\\{([^{}]+)}");

	private final OperationNames names;

	private final List<ImportedApi.Item> operations = new ArrayList<>();

	private WadlImporter(ImportOptions options) {
		this.names = new OperationNames(options.knownNames());
	}

	/**
	 * Imports a document.
	 * @param text the document
	 * @param options how
	 * @return the API with its operations
	 * @throws ImportException if it can't be imported
	 */
	static ImportedApi read(String text, ImportOptions options) {
		Element root = XmlDocument.parse(text);
		if (!"application".equals(root.getLocalName())) {
			throw new ImportException("The document is no WADL document.", "/");
		}
		WadlImporter importer = new WadlImporter(options);
		ObjectNode properties = JsonNodeFactory.instance.objectNode();
		for (Element doc : XmlDocument.children(root, "doc")) {
			if (!doc.getAttribute("title").isBlank()) {
				properties.put("displayName", doc.getAttribute("title"));
			}
		}
		for (Element resources : XmlDocument.children(root, "resources")) {
			if (resources.getAttribute("base").startsWith("https:")) {
				properties.put("serviceUrl", resources.getAttribute("base"));
			}
			XmlDocument.children(resources, "resource").forEach((resource) -> importer.addResource("", resource));
		}
		return new ImportedApi(properties, List.copyOf(importer.operations), null);
	}

	private void addResource(String above, Element resource) {
		String own = resource.getAttribute("path");
		String path = own.isEmpty() ? above : above + (own.startsWith("/") ? own : "/" + own);
		XmlDocument.children(resource, "method").forEach((method) -> addMethod(path.isEmpty() ? "/" : path, method));
		XmlDocument.children(resource, "resource").forEach((child) -> addResource(path, child));
	}

	private void addMethod(String path, Element element) {
		String method = element.getAttribute("name").toUpperCase(Locale.ROOT);
		String id = element.getAttribute("id");
		ObjectNode properties = JsonNodeFactory.instance.objectNode();
		properties.put("displayName", id.isEmpty() ? method + " " + path : id);
		properties.put("method", method.isEmpty() ? "GET" : method);
		properties.put("urlTemplate", path);
		ArrayNode parameters = properties.putArray("templateParameters");
		Matcher matcher = BRACES.matcher(path);
		while (matcher.find()) {
			parameters.addObject().put("name", matcher.group(1)).put("type", "string").put("required", true);
		}
		this.operations.add(new ImportedApi.Item(this.names.name(id, method, path), properties));
	}

}
