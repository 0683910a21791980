package io.selvage.catalog.entity;

import java.util.Objects;

import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;

/**
 * Decodes policies and fragments.
 */
final class PolicyDecoder {

	private PolicyDecoder() {
	}

	static Policy policy(Resource resource) {
		return new Policy(scope(resource), text(resource));
	}

	static PolicyFragment fragment(Resource resource) {
		return new PolicyFragment(resource.name(), text(resource));
	}

	private static PolicyScope scope(Resource resource) {
		ResourceId parent = resource.id().parent();
		if (parent == null) {
			return PolicyScope.GLOBAL;
		}
		if (parent.type() == ResourceType.PRODUCTS) {
			return new PolicyScope.ForProduct(parent.name());
		}
		if (parent.type() == ResourceType.APIS) {
			return new PolicyScope.ForApi(parent.name());
		}
		return new PolicyScope.ForOperation(Objects.requireNonNull(parent.parent()).name(), parent.name());
	}

	private static PolicyText text(Resource resource) {
		Node node = Node.of(resource);
		boolean raw = node.text("format", "xml").startsWith("raw");
		return new PolicyText(raw ? PolicyText.Format.RAWXML : PolicyText.Format.XML, node.text("value", ""));
	}

}
