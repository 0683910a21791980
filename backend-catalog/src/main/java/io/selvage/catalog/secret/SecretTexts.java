package io.selvage.catalog.secret;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

import io.selvage.catalog.CatalogSnapshot;
import io.selvage.catalog.entity.NamedValue;
import io.selvage.catalog.resource.Property;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.Schema;
import io.selvage.catalog.resource.ValueType;
import tools.jackson.databind.JsonNode;

/**
 * Collects every secret of a catalog, so that it can be looked for in what people see.
 */
public final class SecretTexts {

	/** What only refers to a named value gives nothing away. */
	private static final Pattern REFERENCE = Pattern.compile("\\{\\{[^{}]+}}");

	private final Set<String> texts = new HashSet<>();

	private SecretTexts() {
	}

	/**
	 * Collects the secrets of a snapshot: what the schemas say is one, and what vaults
	 * gave.
	 * @param snapshot the snapshot
	 * @return the secrets in clear
	 */
	public static Set<String> of(CatalogSnapshot snapshot) {
		SecretTexts collected = new SecretTexts();
		snapshot.resources().forEach(collected::add);
		snapshot.namedValues().forEach(collected::add);
		return collected.texts;
	}

	private void add(NamedValue value) {
		if (value.keyVault() != null && value.value() != null) {
			this.texts.add(value.value().reveal());
		}
	}

	private void add(Resource resource) {
		walk(resource.view(), resource.type().schema());
	}

	private void walk(JsonNode object, Schema schema) {
		for (Property property : schema.properties()) {
			JsonNode value = object.path(property.name());
			if (value.isMissingNode()) {
				continue;
			}
			boolean secret = property.is(Property.Trait.SECRET) || property.is(Property.Trait.SENSITIVE)
					|| (property.is(Property.Trait.SECRET_IF_MARKED) && object.path("secret").asBoolean(false));
			if (secret) {
				addTexts(value);
			}
			else {
				descend(value, property.type());
			}
		}
		if (schema.isGuarded()) {
			object.properties().forEach((member) -> {
				if (schema.find(member.getKey()) == null) {
					addTexts(member.getValue());
				}
			});
		}
	}

	private void descend(JsonNode value, ValueType type) {
		if (type instanceof ValueType.Structure structure && value.isObject()) {
			walk(value, structure.schema());
		}
		else if (type instanceof ValueType.ListOf list && value.isArray()) {
			value.forEach((element) -> descend(element, list.element()));
		}
		else if (type instanceof ValueType.MapOf map && value.isObject()) {
			value.forEach((element) -> descend(element, map.value()));
		}
	}

	private void addTexts(JsonNode value) {
		if (value.isString()) {
			if (REFERENCE.matcher(value.stringValue()).matches()) {
				return;
			}
			this.texts.add(value.stringValue());
		}
		else if (value.isNumber()) {
			this.texts.add(value.asString());
		}
		else {
			value.forEach(this::addTexts);
		}
	}

}
