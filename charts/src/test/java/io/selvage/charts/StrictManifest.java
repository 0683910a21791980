package io.selvage.charts;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import com.google.gson.annotations.SerializedName;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.custom.QuantityFormatter;

/**
 * Checks a manifest as an API server would: no unknown field, every required one, and no
 * scalar of another type than its field. The Kubernetes model finds the first two; the
 * third is checked here, because Gson coerces silently what the server refuses.
 */
final class StrictManifest {

	private static final String MODELS = "io.kubernetes.client.openapi.models.";

	private static final Map<String, String> PREFIXES = Map.of("v1", "V1", "apps/v1", "V1", "policy/v1", "V1",
			"networking.k8s.io/v1", "V1", "autoscaling/v2", "V2");

	private final List<String> problems = new ArrayList<>();

	private StrictManifest() {
	}

	/**
	 * Returns what is wrong with a manifest.
	 * @param manifest the object
	 * @return one line per problem
	 */
	static List<String> problems(Map<String, Object> manifest) {
		StrictManifest check = new StrictManifest();
		String prefix = PREFIXES.get(manifest.get("apiVersion"));
		if (prefix == null) {
			return List.of("no model for " + manifest.get("apiVersion"));
		}
		JsonElement json = new Gson().toJsonTree(manifest);
		try {
			Class<?> model = Class.forName(MODELS + prefix + manifest.get("kind"));
			model.getMethod("validateJsonElement", JsonElement.class).invoke(null, json);
			check.value(json, model, "$");
		}
		catch (InvocationTargetException ex) {
			check.problems.add(String.valueOf(ex.getCause().getMessage()));
		}
		catch (ReflectiveOperationException ex) {
			check.problems.add("no model for " + manifest.get("kind"));
		}
		return check.problems;
	}

	private void value(JsonElement json, Type type, String path) {
		if (json == null || json.isJsonNull()) {
			return;
		}
		if (type instanceof ParameterizedType generic) {
			collection(json, generic, path);
		}
		else if (type instanceof Class<?> model) {
			scalarOrModel(json, model, path);
		}
	}

	private void collection(JsonElement json, ParameterizedType type, String path) {
		if (type.getRawType() == List.class) {
			if (!json.isJsonArray()) {
				this.problems.add(path + ": a list is expected");
				return;
			}
			int index = 0;
			for (JsonElement element : json.getAsJsonArray()) {
				value(element, type.getActualTypeArguments()[0], path + "[" + index++ + "]");
			}
		}
		else if (type.getRawType() == Map.class) {
			if (!json.isJsonObject()) {
				this.problems.add(path + ": a map is expected");
				return;
			}
			json.getAsJsonObject()
				.entrySet()
				.forEach((entry) -> value(entry.getValue(), type.getActualTypeArguments()[1],
						path + "." + entry.getKey()));
		}
	}

	private void scalarOrModel(JsonElement json, Class<?> type, String path) {
		if (type == String.class) {
			expect(json, path, "a string", JsonPrimitive::isString);
		}
		else if (type == Integer.class || type == Long.class || type == Double.class) {
			expect(json, path, "a number", JsonPrimitive::isNumber);
		}
		else if (type == Boolean.class) {
			expect(json, path, "a boolean", JsonPrimitive::isBoolean);
		}
		else if (type == Quantity.class) {
			quantity(json, path);
		}
		else if (type.getName().startsWith(MODELS) && json.isJsonObject()) {
			for (Field field : type.getDeclaredFields()) {
				SerializedName name = field.getAnnotation(SerializedName.class);
				if (name != null) {
					value(json.getAsJsonObject().get(name.value()), field.getGenericType(), path + "." + name.value());
				}
			}
		}
	}

	private void expect(JsonElement json, String path, String what,
			java.util.function.Predicate<JsonPrimitive> predicate) {
		if (!json.isJsonPrimitive() || !predicate.test(json.getAsJsonPrimitive())) {
			this.problems.add(path + ": " + what + " is expected, not " + json);
		}
	}

	private void quantity(JsonElement json, String path) {
		try {
			new QuantityFormatter().parse(json.getAsString());
		}
		catch (RuntimeException ex) {
			this.problems.add(path + ": a quantity is expected, not " + json);
		}
	}

}
