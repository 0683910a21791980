package io.selvage.gateway.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.LastError;

/**
 * The secret named values a plan uses, so that they can be taken out of what people see.
 * Immutable.
 */
public final class Secrets {

	/** None. */
	public static final Secrets NONE = new Secrets(List.of());

	/** Shorter ones would black out ordinary text. */
	private static final int SHORTEST = 4;

	private static final String MASK = "***";

	private final List<String> values;

	Secrets(Collection<String> values) {
		this.values = values.stream()
			.filter((value) -> value.length() >= SHORTEST)
			.distinct()
			.sorted(Comparator.comparingInt(String::length).reversed())
			.toList();
	}

	/**
	 * Masks the secrets in a text.
	 * @param text the text
	 * @return the text with three asterisks for each secret
	 */
	public String mask(String text) {
		String masked = text;
		for (String value : this.values) {
			masked = masked.replace(value, MASK);
		}
		return masked;
	}

	/**
	 * Masks the secrets in the data of a trace entry.
	 * @param data a string, map, list or anything else
	 * @return the same without secrets
	 */
	public Object maskData(Object data) {
		if (this.values.isEmpty()) {
			return data;
		}
		if (data instanceof String text) {
			return mask(text);
		}
		if (data instanceof Map<?, ?> map) {
			Map<String, Object> masked = new LinkedHashMap<>();
			map.forEach((key, value) -> masked.put(String.valueOf(key), maskData(value)));
			return masked;
		}
		if (data instanceof List<?> list) {
			List<Object> masked = new ArrayList<>(list.size());
			list.forEach((value) -> masked.add(maskData(value)));
			return masked;
		}
		return data;
	}

	/**
	 * Masks the secrets in the message of a failure, which is logged and may be answered.
	 */
	PolicyException mask(PolicyException failure) {
		LastError error = failure.error();
		String message = mask(error.message());
		return message.equals(error.message()) ? failure : failure.at(new LastError(error.source(), error.reason(),
				message, error.scope(), error.section(), error.path(), error.policyId()));
	}

	@Override
	public String toString() {
		return "Secrets[" + this.values.size() + "]";
	}

}
