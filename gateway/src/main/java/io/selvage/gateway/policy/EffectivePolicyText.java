package io.selvage.gateway.policy;

import io.selvage.gateway.policy.document.PolicyAttribute;
import io.selvage.gateway.policy.document.PolicyElement;
import io.selvage.gateway.policy.document.PolicyNode;
import io.selvage.gateway.policy.document.PolicyText;

/**
 * Writes an effective policy for people.
 */
final class EffectivePolicyText {

	private static final int SCOPE_WIDTH = 11;

	private final StringBuilder out = new StringBuilder();

	private EffectivePolicyText() {
	}

	static String of(EffectivePolicy policy) {
		EffectivePolicyText text = new EffectivePolicyText();
		for (Section section : Section.values()) {
			text.out.append(section.element()).append('\n');
			for (EffectivePolicy.Statement statement : policy.statements(section)) {
				String scope = statement.scope().label();
				text.out.append("  ").append(scope).append(" ".repeat(SCOPE_WIDTH - scope.length()));
				text.element(statement.element(), 2 + SCOPE_WIDTH);
			}
		}
		return text.out.toString();
	}

	/** Writes an element whose indentation is already there. */
	private void element(PolicyElement element, int indent) {
		this.out.append(element.name());
		for (PolicyAttribute attribute : element.attributes()) {
			this.out.append(' ').append(attribute.name()).append("=\"");
			line(attribute.value().display());
			this.out.append('"');
		}
		this.out.append('\n');
		for (PolicyNode child : element.children()) {
			this.out.append(" ".repeat(indent + 2));
			if (child instanceof PolicyElement inner) {
				element(inner, indent + 2);
			}
			else if (child instanceof PolicyText text) {
				this.out.append("| ");
				line(text.value().display().strip());
				this.out.append('\n');
			}
		}
	}

	private void line(String text) {
		this.out.append(text.replace("\r", "").replace("\n", "\\n"));
	}

}
