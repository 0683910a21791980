package io.selvage.gateway.expression.json;

import java.util.Map;

import io.selvage.gateway.expression.text.NetFormat;
import io.selvage.gateway.expression.types.AnonymousObject;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Evaluation;
import io.selvage.gateway.expression.types.KeyValuePair;
import io.selvage.gateway.expression.types.Sequences;
import org.jspecify.annotations.Nullable;

/**
 * Turns .NET values into tokens: dictionaries and objects with properties become objects,
 * sequences arrays.
 */
final class JsonSerializer {

	private final Evaluation evaluation;

	private JsonSerializer(Evaluation evaluation) {
		this.evaluation = evaluation;
	}

	static JToken toToken(@Nullable Object value, Evaluation evaluation) {
		return new JsonSerializer(evaluation).toToken(value, 0);
	}

	private JToken toToken(@Nullable Object value, int depth) {
		JToken.checkDepth(depth);
		if (value instanceof JToken token) {
			return token;
		}
		if (value instanceof Character c) {
			return new JValue(c.toString());
		}
		if (JsonContent.isSimple(value)) {
			return new JValue(value);
		}
		this.evaluation.step(1);
		if (value instanceof Map<?, ?> map) {
			return dictionary(map, depth);
		}
		if (value instanceof AnonymousObject object) {
			return anonymous(object, depth);
		}
		if (value instanceof KeyValuePair pair) {
			JObject token = new JObject();
			token.set("Key", toToken(pair.key(), depth + 1));
			token.set("Value", toToken(pair.value(), depth + 1));
			return token;
		}
		return sequence(value, depth);
	}

	private JToken dictionary(Map<?, ?> map, int depth) {
		JObject token = new JObject();
		map.forEach((key, value) -> token.set(NetFormat.toString(key, null), toToken(value, depth + 1)));
		return token;
	}

	private JToken anonymous(AnonymousObject object, int depth) {
		JObject token = new JObject();
		for (int i = 0; i < object.names().size(); i++) {
			token.set(object.names().get(i), toToken(object.value(i), depth + 1));
		}
		return token;
	}

	private JToken sequence(@Nullable Object value, int depth) {
		if (value instanceof Iterable<?> || (value != null && value.getClass().isArray())) {
			JArray array = new JArray();
			Sequences.of(value).forEach((item) -> array.add(toToken(item, depth + 1)));
			return array;
		}
		throw new ClrException("Newtonsoft.Json.JsonSerializationException",
				"A value of this type cannot be written as JSON.");
	}

}
