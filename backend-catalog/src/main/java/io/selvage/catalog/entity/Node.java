package io.selvage.catalog.entity;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceId;
import io.selvage.catalog.resource.ResourceType;
import io.selvage.catalog.resource.Secret;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads canonical properties, whose types the reader has made sure of.
 */
record Node(JsonNode json) {

	static Node of(Resource resource) {
		return new Node(resource.view());
	}

	Node at(String property) {
		return new Node(this.json.path(property));
	}

	boolean isGiven(String property) {
		return this.json.hasNonNull(property);
	}

	@Nullable String text(String property) {
		JsonNode value = this.json.path(property);
		return value.isString() ? value.stringValue() : null;
	}

	String text(String property, String otherwise) {
		String text = text(property);
		return (text != null) ? text : otherwise;
	}

	@Nullable Secret secret(String property) {
		String text = text(property);
		return (text != null) ? Secret.of(text) : null;
	}

	@Nullable Integer integer(String property) {
		JsonNode value = this.json.path(property);
		return value.isNumber() ? value.intValue() : null;
	}

	boolean flag(String property, boolean otherwise) {
		return this.json.path(property).asBoolean(otherwise);
	}

	@Nullable Instant instant(String property) {
		String text = text(property);
		return (text != null) ? OffsetDateTime.parse(text).toInstant() : null;
	}

	@Nullable String reference(String property, ResourceType type) {
		String text = text(property);
		return (text != null) ? nameOf(type, text) : null;
	}

	List<String> texts(String property) {
		return list(property, (node) -> node.json.asString());
	}

	<T> List<T> list(String property, Function<Node, T> element) {
		JsonNode array = this.json.path(property);
		if (!array.isArray() || array.isEmpty()) {
			return List.of();
		}
		List<T> list = new ArrayList<>(array.size());
		array.forEach((node) -> list.add(element.apply(new Node(node))));
		return List.copyOf(list);
	}

	<T> Map<String, T> map(String property, Function<Node, T> value) {
		JsonNode object = this.json.path(property);
		if (!object.isObject() || object.isEmpty()) {
			return Map.of();
		}
		Map<String, T> map = new LinkedHashMap<>();
		object.properties().forEach((entry) -> map.put(entry.getKey(), value.apply(new Node(entry.getValue()))));
		return Collections.unmodifiableMap(map);
	}

	List<Secret> secrets() {
		List<Secret> list = new ArrayList<>(this.json.size());
		this.json.forEach((node) -> list.add(Secret.of(node.asString())));
		return List.copyOf(list);
	}

	static String nameOf(ResourceType type, String reference) {
		ResourceId id = ResourceId.reference(type, reference);
		return (id != null) ? id.name() : reference;
	}

}
