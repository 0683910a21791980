package io.selvage.gateway.policy.statement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.context.OperationContract.Parameter;
import io.selvage.gateway.context.OperationContract.Place;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;

/**
 * Compares the parameters of one place (headers, query or path) with their description:
 * required ones must be there, values must have the type and be among those listed, and
 * what is not described is a finding of its own.
 *
 * @param place the place
 * @param type the kind of its findings, for example {@code QueryParameter}
 * @param specified what is done about described parameters
 * @param unspecified what is done about others
 * @param overrides actions by name, in lower case
 */
record DescribedParameters(Place place, String type, Value<ValidationAction> specified,
		Value<ValidationAction> unspecified, Map<String, Value<ValidationAction>> overrides) {

	private static final int LONGEST_NUMBER = 40;

	/**
	 * Compares header lines.
	 * @param own names the gateway itself needs, in lower case; never unspecified
	 */
	void check(MessageHeaders headers, List<Parameter> described, Set<String> own, PolicyExecution execution,
			List<Finding> findings) {
		Set<String> names = new HashSet<>();
		for (Parameter parameter : described) {
			if (parameter.place() == this.place) {
				names.add(parameter.name().toLowerCase(Locale.ROOT));
				check(parameter, headers.all(parameter.name()), execution, findings);
			}
		}
		List<String> others = new ArrayList<>();
		headers.forEach((name, value) -> {
			String key = name.toLowerCase(Locale.ROOT);
			if (!own.contains(key) && names.add(key)) {
				others.add(name);
			}
		});
		others.forEach((name) -> unspecified(name, execution, findings));
	}

	/**
	 * Compares parameters by name.
	 */
	void check(Map<String, List<String>> given, List<Parameter> described, Set<String> own, PolicyExecution execution,
			List<Finding> findings) {
		Set<String> names = new HashSet<>();
		for (Parameter parameter : described) {
			if (parameter.place() == this.place) {
				names.add(parameter.name().toLowerCase(Locale.ROOT));
				check(parameter, values(given, parameter.name()), execution, findings);
			}
		}
		for (String name : given.keySet()) {
			String key = name.toLowerCase(Locale.ROOT);
			if (!own.contains(key) && names.add(key)) {
				unspecified(name, execution, findings);
			}
		}
	}

	private static List<String> values(Map<String, List<String>> given, String name) {
		List<String> values = new ArrayList<>();
		given.forEach((key, value) -> {
			if (key.equalsIgnoreCase(name)) {
				values.addAll(value);
			}
		});
		return values;
	}

	private void check(Parameter parameter, List<String> values, PolicyExecution execution, List<Finding> findings) {
		ValidationAction action = action(parameter.name(), this.specified, execution);
		if (action == ValidationAction.IGNORE) {
			return;
		}
		String label = this.place.label() + " parameter '" + parameter.name() + "'";
		if (values.isEmpty()) {
			if (parameter.required()) {
				findings.add(
						new Finding(parameter.name(), this.type, "Required", "The " + label + " is required.", action));
			}
			return;
		}
		for (String value : values) {
			String wanted = wanted(parameter, value);
			if (wanted != null) {
				findings.add(new Finding(parameter.name(), this.type, "IncorrectMessage",
						"The " + label + " must be " + wanted + ".", action));
				return;
			}
		}
	}

	private void unspecified(String name, PolicyExecution execution, List<Finding> findings) {
		ValidationAction action = action(name, this.unspecified, execution);
		if (action != ValidationAction.IGNORE) {
			findings.add(new Finding(name, this.type, "Unspecified",
					"The API does not describe the " + this.place.label() + " parameter '" + name + "'.", action));
		}
	}

	private ValidationAction action(String name, Value<ValidationAction> otherwise, PolicyExecution execution) {
		return this.overrides.getOrDefault(name.toLowerCase(Locale.ROOT), otherwise).get(execution);
	}

	/** Returns what a value would have to be; null if it is right. */
	private static @Nullable String wanted(Parameter parameter, String value) {
		if (!parameter.values().isEmpty() && !parameter.values().contains(value)) {
			return "one of '" + String.join("', '", parameter.values()) + "'";
		}
		return switch (parameter.type().toLowerCase(Locale.ROOT)) {
			case "integer" -> isNumber(value, false) ? null : "a whole number";
			case "number" -> isNumber(value, true) ? null : "a number";
			case "boolean" ->
				(value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) ? null : "'true' or 'false'";
			default -> null;
		};
	}

	private static boolean isNumber(String value, boolean fraction) {
		if (value.length() > LONGEST_NUMBER) {
			return false;
		}
		try {
			return new BigDecimal(value).stripTrailingZeros().scale() <= 0 || fraction;
		}
		catch (NumberFormatException notANumber) {
			return false;
		}
	}

}
