package io.selvage.conformance.policy;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.policy.document.PolicyAttribute;
import io.selvage.gateway.policy.document.PolicyDocument;
import io.selvage.gateway.policy.document.PolicyElement;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.document.PolicyNode;
import io.selvage.gateway.policy.document.PolicyReader;
import io.selvage.gateway.policy.document.PolicyText;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Raw documents: which are accepted, and where their expressions are.
 */
final class RawXmlVectors {

	private RawXmlVectors() {
	}

	static @Nullable String check(JsonNode vector) {
		PolicyFormat format = vector.get("format").asString().equals("xml") ? PolicyFormat.XML : PolicyFormat.RAWXML;
		PolicyDocument document = new PolicyReader()
			.read(new PolicyReader.Input("vector", vector.get("xml").asString(), format, false), (name) -> null);
		PolicyElement root = document.root();
		if (vector.has("error")) {
			return (root == null) ? null : "accepted";
		}
		if (root == null) {
			return "refused: " + document.problems();
		}
		List<String> found = new ArrayList<>();
		collect(root, found);
		List<String> expected = new ArrayList<>();
		vector.get("expressions").forEach((expression) -> expected.add(expression.asString()));
		return found.equals(expected) ? null : "expected " + expected + ", was " + found;
	}

	private static void collect(PolicyElement element, List<String> found) {
		for (PolicyAttribute attribute : element.attributes()) {
			if (attribute.value().isExpression()) {
				found.add(attribute.value().text());
			}
		}
		for (PolicyNode child : element.children()) {
			if (child instanceof PolicyElement inner) {
				collect(inner, found);
			}
			else if (child instanceof PolicyText text && text.value().isExpression()) {
				found.add(text.value().text());
			}
		}
	}

}
