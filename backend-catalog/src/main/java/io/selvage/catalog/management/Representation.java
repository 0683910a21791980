package io.selvage.catalog.management;

import java.util.Locale;

import io.selvage.catalog.resource.Disclosure;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceWriter;
import io.selvage.catalog.security.Caller;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a resource looks to a caller: property names of the api-version that was asked for,
 * credentials in clear only for who may read secrets, policies in the format asked for.
 */
final class Representation {

	private final PolicyFormats formats;

	Representation(PolicyFormats formats) {
		this.formats = formats;
	}

	JsonNode of(ManagementRequest request, Resource resource) {
		Disclosure disclosure = request.caller().may(Caller.Access.READ_SECRETS) ? Disclosure.CREDENTIALS
				: Disclosure.MASKED;
		ObjectNode body = new ResourceWriter(disclosure, request.apiVersion()).write(resource,
				request.path().service());
		boolean policy = resource.type().collection().equals("policies")
				|| resource.type().collection().equals("policyFragments");
		if (policy) {
			convert(body, request.query().getOrDefault("format", "xml"));
		}
		return body;
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
