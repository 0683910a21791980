package io.selvage.catalog.management;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The scopes around the catalog that tools look at before anything else: subscription,
 * resource group, the service itself. Any name is answered, since there is one catalog
 * whatever it is called.
 */
final class ServiceCalls {

	/** The tier whose limits of features come closest. */
	static final String SKU = "Developer";

	private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

	private ServiceCalls() {
	}

	static ManagementAnswer service(ManagementRequest request, String name) {
		return ManagementAnswer.of(200, serviceBody(request.path().service(), name)).with("ETag", "\"AAAAAAAAAAA=\"");
	}

	private static ObjectNode serviceBody(String id, String name) {
		ObjectNode body = NODES.objectNode();
		body.put("id", id);
		body.put("name", name);
		body.put("type", "Microsoft.ApiManagement/service");
		body.put("location", "local");
		body.put("etag", "AAAAAAAAAAA=");
		body.putObject("tags");
		body.putObject("sku").put("name", SKU).put("capacity", 1);
		ObjectNode properties = body.putObject("properties");
		properties.put("provisioningState", "Succeeded");
		properties.put("targetProvisioningState", "");
		properties.put("publisherEmail", "selvage@localhost");
		properties.put("publisherName", "Selvage");
		properties.put("platformVersion", "stv2");
		return body;
	}

	/**
	 * Answers for a scope around the service.
	 * @return null if the path is none that tools ask for
	 */
	static @Nullable ManagementAnswer scope(ManagementRequest request, List<String> segments) {
		String id = "/" + String.join("/", segments);
		String last = segments.get(segments.size() - 1).toLowerCase(Locale.ROOT);
		if (segments.size() == 2) {
			return ManagementAnswer.of(200,
					NODES.objectNode()
						.put("id", id)
						.put("subscriptionId", segments.get(1))
						.put("displayName", "Selvage")
						.put("state", "Enabled"));
		}
		if (segments.size() == 4 && segments.get(2).equalsIgnoreCase("resourceGroups")) {
			ObjectNode group = NODES.objectNode();
			group.put("id", id);
			group.put("name", segments.get(3));
			group.put("type", "Microsoft.Resources/resourceGroups");
			group.put("location", "local");
			group.putObject("properties").put("provisioningState", "Succeeded");
			return ManagementAnswer.of(200, group);
		}
		if (last.equals("service") && segments.get(segments.size() - 2).equalsIgnoreCase("Microsoft.ApiManagement")) {
			ObjectNode list = NODES.objectNode();
			list.putArray("value").add(serviceBody(id + "/selvage", "selvage"));
			list.put("nextLink", "");
			return ManagementAnswer.of(200, list);
		}
		return null;
	}

}
