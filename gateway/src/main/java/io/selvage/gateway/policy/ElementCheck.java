package io.selvage.gateway.policy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.selvage.gateway.policy.document.PolicyAttribute;
import io.selvage.gateway.policy.document.PolicyElement;
import io.selvage.gateway.policy.document.PolicyNode;
import io.selvage.gateway.policy.document.PolicyProblem;
import io.selvage.gateway.policy.document.PolicyText;
import io.selvage.gateway.policy.document.PolicyValue;
import io.selvage.gateway.policy.document.RefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * Checks an element against its declaration: attributes and their literals, child
 * elements, their number and order.
 */
final class ElementCheck {

	/** Every policy may carry it; it becomes {@code context.LastError.PolicyId}. */
	static final String ID = "id";

	private final Consumer<PolicyProblem> problems;

	ElementCheck(Consumer<PolicyProblem> problems) {
		this.problems = problems;
	}

	void check(PolicyElement element, ElementSpec spec) {
		attributes(element, spec);
		text(element, spec);
		if (spec.content() != ElementSpec.Content.STATEMENTS && spec.content() != ElementSpec.Content.MARKUP) {
			children(element, spec);
		}
	}

	private void attributes(PolicyElement element, ElementSpec spec) {
		for (PolicyAttribute attribute : element.attributes()) {
			AttributeSpec declared = spec.attribute(attribute.name());
			if (declared != null) {
				value(element, attribute, declared);
			}
			else if (!attribute.name().equals(ID) && !attribute.name().startsWith("xmlns")) {
				this.problems.accept(element.error(RefusalReason.UNKNOWN_ATTRIBUTE, attribute.position(),
						"The '" + attribute.name() + "' attribute is not declared."
								+ expected(spec.attributes().stream().map(AttributeSpec::name).toList())));
			}
		}
		for (AttributeSpec declared : spec.attributes()) {
			if (declared.required() && element.attribute(declared.name()) == null) {
				this.problems.accept(element.error(RefusalReason.MISSING_ATTRIBUTE,
						"The required attribute '" + declared.name() + "' is missing."));
			}
		}
	}

	private static String expected(List<String> names) {
		return names.isEmpty() ? " None is expected here."
				: names.stream().collect(Collectors.joining("', '", " Expected: '", "'."));
	}

	private void value(PolicyElement element, PolicyAttribute attribute, AttributeSpec declared) {
		PolicyValue value = attribute.value();
		if (value.isExpression()) {
			if (!declared.computed()) {
				this.problems.accept(element.error(RefusalReason.VALUE, value.position(),
						"The '" + declared.name() + "' attribute cannot be an expression."));
			}
			return;
		}
		String wrong = literalProblem(value.text().strip(), declared);
		if (wrong != null) {
			this.problems.accept(element.error(RefusalReason.VALUE, value.position(),
					"The '" + declared.name() + "' attribute must be " + wrong + ", not '" + value.display() + "'."));
		}
	}

	private static @Nullable String literalProblem(String text, AttributeSpec declared) {
		return switch (declared.type()) {
			case TEXT, OBJECT -> null;
			case BOOLEAN ->
				(text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) ? null : "'true' or 'false'";
			case CHOICE -> declared.choices().contains(text) ? null
					: declared.choices().stream().collect(Collectors.joining("', '", "one of '", "'"));
			case INTEGER -> number(text, declared, false);
			case DECIMAL -> number(text, declared, true);
		};
	}

	private static @Nullable String number(String text, AttributeSpec declared, boolean fraction) {
		String wanted = (fraction ? "a number from " : "a whole number from ") + declared.min()
				+ ((declared.max() == Long.MAX_VALUE) ? "" : " to " + declared.max());
		if (text.length() > 30) {
			return wanted;
		}
		try {
			BigDecimal number = new BigDecimal(text);
			boolean whole = number.stripTrailingZeros().scale() <= 0;
			boolean inRange = number.compareTo(BigDecimal.valueOf(declared.min())) >= 0
					&& number.compareTo(BigDecimal.valueOf(declared.max())) <= 0;
			return ((fraction || whole) && inRange) ? null : wanted;
		}
		catch (NumberFormatException notANumber) {
			return wanted;
		}
	}

	private void text(PolicyElement element, ElementSpec spec) {
		boolean allowed = spec.content() == ElementSpec.Content.TEXT || spec.content() == ElementSpec.Content.LITERAL
				|| spec.content() == ElementSpec.Content.MARKUP;
		for (PolicyNode child : element.children()) {
			if (child instanceof PolicyText text) {
				if (!allowed) {
					this.problems.accept(
							element.error(RefusalReason.TEXT, text.value().position(), "Text is not allowed here."));
				}
				else if (spec.content() == ElementSpec.Content.LITERAL && text.value().isExpression()) {
					this.problems.accept(element.error(RefusalReason.VALUE, text.value().position(),
							"The text cannot be an expression."));
				}
			}
		}
	}

	private void children(PolicyElement element, ElementSpec spec) {
		Map<String, Integer> counts = new HashMap<>();
		int last = 0;
		for (PolicyElement child : element.elements()) {
			int index = indexOf(spec, child.name());
			if (index < 0) {
				this.problems.accept(child.error(RefusalReason.STRUCTURE,
						"The element '" + child.name() + "' is not allowed in '" + element.name() + "'."
								+ expected(spec.children().stream().map((c) -> c.element().name()).toList())));
				continue;
			}
			if (index < last) {
				this.problems.accept(child.warning(child.position(), "The element '" + child.name()
						+ "' should stand before '" + spec.children().get(last).element().name() + "'."));
			}
			last = Math.max(last, index);
			counts.merge(child.name(), 1, Integer::sum);
			check(child, spec.children().get(index).element());
		}
		for (ElementSpec.Child declared : spec.children()) {
			String name = declared.element().name();
			int count = counts.getOrDefault(name, 0);
			if (count < declared.min()) {
				this.problems
					.accept(element.error(RefusalReason.STRUCTURE, "The required element '" + name + "' is missing."));
			}
			else if (count > declared.max()) {
				this.problems.accept(element.error(RefusalReason.STRUCTURE, "The element '" + name
						+ "' may appear only " + ((declared.max() == 1) ? "once" : declared.max() + " times") + "."));
			}
		}
	}

	private static int indexOf(ElementSpec spec, String name) {
		for (int i = 0; i < spec.children().size(); i++) {
			if (spec.children().get(i).element().name().equals(name)) {
				return i;
			}
		}
		return -1;
	}

}
