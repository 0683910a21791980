package io.selvage.catalog.management;

import java.util.Locale;

import io.selvage.catalog.resource.Disclosure;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.ResourceWriter;
import io.selvage.catalog.security.Caller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a resource looks to a caller: property names of the api-version that was asked for,
 * credentials in clear only for who may read secrets, policies in the format asked for.
 */
final class Representation {

	private static final String POLICY_DOCUMENT = "application/vnd.ms-azure-apim.policy";

	/**
	 * Which of the representations of a resource, all under the same URL, an answer is.
	 */
	enum Variant {

		/** As everybody may see it. */
		COMMON,
		/** With credentials in clear. */
		CREDENTIALS,
		/** A policy with the members that are asked for as a document. */
		DOCUMENT

	}

	private final PolicyFormats formats;

	private final VaultFacts vaults;

	Representation(PolicyFormats formats, VaultFacts vaults) {
		this.formats = formats;
		this.vaults = vaults;
	}

	JsonNode of(ManagementRequest request, Resource resource) {
		ObjectNode body = writer(request).write(resource, request.path().service());
		body.set("properties", properties(request, resource));
		this.vaults.addTo(resource, body.path("properties"));
		if (resource.type().collection().equals("apis")) {
			// Every API of the catalog is served.
			body.withObject("properties").put("isOnline", true);
		}
		if (isPolicy(resource)) {
			convert(body, request.query().getOrDefault("format", "xml"));
			if (wantsDocument(request)) {
				flatten(body);
			}
		}
		return body;
	}

	/**
	 * Tells which representation a caller is answered. Credentials in clear make another
	 * one only where there are any.
	 */
	static Variant variant(ManagementRequest request, Resource resource) {
		if (isPolicy(resource)) {
			return wantsDocument(request) ? Variant.DOCUMENT : Variant.COMMON;
		}
		boolean same = disclosure(request) == Disclosure.MASKED || properties(request, resource)
			.equals(properties(new ResourceWriter(Disclosure.MASKED, request.apiVersion()), resource));
		return same ? Variant.COMMON : Variant.CREDENTIALS;
	}

	private static boolean isPolicy(Resource resource) {
		return resource.type().collection().equals("policies")
				|| resource.type().collection().equals("policyFragments");
	}

	private static boolean wantsDocument(ManagementRequest request) {
		return String.valueOf(request.headers().accept()).contains(POLICY_DOCUMENT);
	}

	/**
	 * The properties of a resource as its caller is shown them, without what is not part
	 * of it. A link is written with the properties of what it leads to.
	 */
	static ObjectNode properties(ManagementRequest request, Resource resource) {
		return properties(writer(request), resource);
	}

	private static ObjectNode properties(ResourceWriter writer, Resource resource) {
		ResourceType target = resource.type().isLink() ? ResourceType.find(null, resource.type().collection()) : null;
		return writer.properties((target != null)
				? new Resource(ResourceId.of(target, resource.name()), resource.properties()) : resource);
	}

	private static ResourceWriter writer(ManagementRequest request) {
		return new ResourceWriter(disclosure(request), request.apiVersion());
	}

	private static Disclosure disclosure(ManagementRequest request) {
		return request.caller().may(Caller.Access.READ_SECRETS) ? Disclosure.CREDENTIALS : Disclosure.MASKED;
	}

	/**
	 * Microsoft's JavaScript client asks for policies of APIs as JSON or as a document,
	 * and reads the JSON along its description of the document: the members it looks for
	 * are called {@code properties.value} and {@code properties.format}.
	 */
	private static void flatten(ObjectNode body) {
		body.path("properties")
			.properties()
			.forEach((property) -> body.set("properties." + property.getKey(), property.getValue()));
	}

	private void convert(ObjectNode body, String wanted) {
		ObjectNode properties = (ObjectNode) body.path("properties");
		boolean older = properties.has("policyContent");
		String formatName = older ? "contentFormat" : "format";
		String valueName = older ? "policyContent" : "value";
		String stored = properties.path(formatName).asString("xml");
		String target = wanted.toLowerCase(Locale.ROOT).startsWith("raw") ? "rawxml" : "xml";
		if (!stored.equals(target)) {
			properties.put(valueName, this.formats.convert(properties.path(valueName).asString(), target));
		}
		properties.put(formatName, target);
	}

}
