package io.selvage.catalog.imports;

import java.util.ArrayList;
import java.util.List;

import org.w3c.dom.Element;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Imports WADL documents: one operation per method of each resource.
 */
final class WadlImporter {

	private final OperationNames names;

	private final boolean requiredQueryInTemplate;

	private final List<ImportedApi.Item> operations = new ArrayList<>();

	private WadlImporter(ImportOptions options) {
		this.names = new OperationNames(options.knownNames());
		this.requiredQueryInTemplate = options.requiredQueryInTemplate();
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
			XmlDocument.children(resources, "resource")
				.forEach((resource) -> importer.addResource("", List.of(), resource));
		}
		return new ImportedApi(properties, List.copyOf(importer.operations), null);
	}

	private void addResource(String above, List<Element> parameters, Element resource) {
		String own = resource.getAttribute("path");
		String path = own.isEmpty() ? above : above + (own.startsWith("/") ? own : "/" + own);
		List<Element> known = new ArrayList<>(XmlDocument.children(resource, "param"));
		known.addAll(parameters);
		WadlMethod methods = new WadlMethod(path.isEmpty() ? "/" : path, known, this.requiredQueryInTemplate);
		for (Element element : XmlDocument.children(resource, "method")) {
			ObjectNode operation = methods.convert(element);
			this.operations.add(new ImportedApi.Item(this.names.name(element.getAttribute("id"),
					operation.path("method").asString(), operation.path("urlTemplate").asString()), operation));
		}
		XmlDocument.children(resource, "resource").forEach((child) -> addResource(path, known, child));
	}

}
