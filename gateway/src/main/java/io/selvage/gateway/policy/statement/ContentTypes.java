package io.selvage.gateway.policy.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;

/**
 * The media type {@code validate-content} takes a body for: that of its header, or the
 * one a {@code content-type-map} makes of it.
 *
 * @param any what is taken instead of any type, or null
 * @param missing what is taken if there is no header, or null
 * @param entries the others, in order
 */
record ContentTypes(@Nullable String any, @Nullable String missing, List<Entry> entries) {

	static final ElementSpec ELEMENT = ElementSpec.named("content-type-map")
		.with(AttributeSpec.text("any-content-type-value"), AttributeSpec.text("missing-content-type-value"))
		.with(ElementSpec.named("type")
			.with(AttributeSpec.text("from"), AttributeSpec.bool("when").orExpression(),
					AttributeSpec.text("to").mandatory()),
				0, ElementSpec.MANY);

	static ContentTypes of(@Nullable StatementBinding binding) {
		if (binding == null) {
			return new ContentTypes(null, null, List.of());
		}
		List<Entry> entries = new ArrayList<>();
		for (StatementBinding type : binding.children("type")) {
			if (type.has("from") == type.has("when")) {
				type.error("Exactly one of the attributes 'from' and 'when' is required.");
			}
			entries.add(new Entry(type.has("from") ? essence(type.literal("from")) : null, type.optionalBool("when"),
					essence(type.literal("to"))));
		}
		return new ContentTypes(literal(binding, "any-content-type-value"),
				literal(binding, "missing-content-type-value"), List.copyOf(entries));
	}

	private static @Nullable String literal(StatementBinding binding, String attribute) {
		return binding.has(attribute) ? essence(binding.literal(attribute)) : null;
	}

	/**
	 * Returns type and subtype in lower case, without parameters.
	 */
	static String essence(String type) {
		int semicolon = type.indexOf(';');
		return ((semicolon < 0) ? type : type.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
	}

	/**
	 * Returns the type of a body.
	 * @param header the header, or null
	 * @return empty if it has none
	 */
	String of(@Nullable String header, PolicyExecution execution) {
		if (this.any != null) {
			return this.any;
		}
		String type = (header != null) ? essence(header) : "";
		if (type.isEmpty() && this.missing != null) {
			return this.missing;
		}
		for (Entry entry : this.entries) {
			if ((entry.when() != null) ? entry.when().get(execution) : type.equals(entry.from())) {
				return entry.to();
			}
		}
		return type;
	}

	private record Entry(@Nullable String from, @Nullable Value<Boolean> when, String to) {
	}

}
