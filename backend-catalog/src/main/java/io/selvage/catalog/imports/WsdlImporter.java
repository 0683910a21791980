package io.selvage.catalog.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Imports WSDL 1.1 documents as SOAP pass-through APIs: one POST operation per operation
 * of the binding, told apart by its SOAP action.
 */
final class WsdlImporter {

	private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";

	private WsdlImporter() {
	}

	/**
	 * Imports a document.
	 * @param text the document
	 * @param serviceName which service, or null for the first
	 * @param endpointName which port of the service, or null for the first
	 * @param options how
	 * @return the API with its operations
	 * @throws ImportException if it can't be imported
	 */
	static ImportedApi read(String text, @Nullable String serviceName, @Nullable String endpointName,
			ImportOptions options) {
		Element root = XmlDocument.parse(text);
		if (!WSDL.equals(root.getNamespaceURI()) || !"definitions".equals(root.getLocalName())) {
			throw new ImportException("The document is no WSDL 1.1 document.", "/");
		}
		Element service = named(root, "service", serviceName, "definitions");
		Element port = named(service, "port", endpointName, "service");
		Element binding = named(root, "binding", XmlDocument.localName(port.getAttribute("binding")), "port");
		ObjectNode properties = JsonNodeFactory.instance.objectNode();
		properties.put("displayName", service.getAttribute("name"));
		properties.put("type", "soap");
		String address = child(port, "address").getAttribute("location");
		if (!address.isBlank()) {
			properties.put("serviceUrl", address);
		}
		OperationNames names = new OperationNames(options.knownNames());
		List<ImportedApi.Item> operations = new ArrayList<>();
		for (Element operation : XmlDocument.children(binding, "operation")) {
			String name = operation.getAttribute("name");
			operations.add(new ImportedApi.Item(names.name(name, "post", name), operation(name, operation)));
		}
		ObjectNode schema = JsonNodeFactory.instance.objectNode();
		schema.put("contentType", "application/vnd.ms-azure-apim.wsdl+xml");
		schema.putObject("document").put("value", text);
		return new ImportedApi(properties, List.copyOf(operations), new ImportedApi.Item("wsdl", schema));
	}

	private static ObjectNode operation(String name, Element operation) {
		List<Element> soap = XmlDocument.children(operation, "operation");
		String action = soap.isEmpty() ? "" : soap.get(0).getAttribute("soapAction");
		ObjectNode properties = JsonNodeFactory.instance.objectNode();
		properties.put("displayName", name);
		properties.put("method", "POST");
		properties.put("urlTemplate", "/?soapAction=" + (action.isEmpty() ? name : action));
		properties.putArray("templateParameters");
		return properties;
	}

	private static Element child(Element parent, String localName) {
		List<Element> children = XmlDocument.children(parent, localName);
		if (children.isEmpty()) {
			throw new ImportException("The element '" + parent.getTagName() + "' has no '" + localName + "'.",
					parent.getTagName());
		}
		return children.get(0);
	}

	private static Element named(Element parent, String localName, @Nullable String name, String within) {
		Element found = XmlDocument.children(parent, localName)
			.stream()
			.filter((element) -> name == null || name.isEmpty() || name.equals(element.getAttribute("name")))
			.findFirst()
			.orElse(null);
		if (found == null) {
			throw new ImportException("The document has no " + localName + ((name != null) ? " '" + name + "'." : "."),
					within);
		}
		return Objects.requireNonNull(found);
	}

}
