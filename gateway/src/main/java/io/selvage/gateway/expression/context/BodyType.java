package io.selvage.gateway.expression.context;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.expression.json.JArray;
import io.selvage.gateway.expression.json.JObject;
import io.selvage.gateway.expression.json.JToken;
import io.selvage.gateway.expression.net.WebUtility;
import io.selvage.gateway.expression.types.Body;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.ClrType;
import io.selvage.gateway.expression.types.Evaluation;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.Sequences;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import io.selvage.gateway.expression.xml.XDocument;
import io.selvage.gateway.expression.xml.XElement;
import org.jspecify.annotations.Nullable;

/**
 * {@code IMessageBody}: {@code As<T>} makes text, bytes, JSON or XML of a body, and takes
 * it away unless {@code preserveContent} is true; a body that was taken away reads as
 * null.
 */
final class BodyType implements TypeModule {

	@Override
	public void register(TypeRegistry types) {
		types.defineInterface("IMessageBody", BodyView.class)
			.typed("T As<T>(bool preserveContent = false)", BodyType::as)
			.call("IDictionary<string, System.Collections.Generic.IList<string>> AsFormUrlEncodedContent(bool preserveContent = false)",
					BodyType::asForm);
		types.defineStatic("FormExtensions")
			.method("static string ToFormUrlEncodedContent(this IDictionary<string, System.Collections.Generic.IList<string>> values)",
					(Map<String, Object> values) -> encode(values))
			.method("static string ToQueryString(this IDictionary<string, System.Collections.Generic.IList<string>> values)",
					(Map<String, Object> values) -> encode(values));
	}

	private static @Nullable Reader reader(String type) {
		return switch (type) {
			case "System.Byte[]" -> (body, bytes, evaluation) -> bytes;
			case "System.String", "System.Object" -> (body, bytes, evaluation) -> body.text(bytes);
			case "Newtonsoft.Json.Linq.JObject" ->
				(body, bytes, evaluation) -> JObject.parse(body.text(bytes), evaluation);
			case "Newtonsoft.Json.Linq.JArray" ->
				(body, bytes, evaluation) -> JArray.parse(body.text(bytes), evaluation);
			case "Newtonsoft.Json.Linq.JToken" ->
				(body, bytes, evaluation) -> JToken.parse(body.text(bytes), evaluation);
			case "System.Xml.Linq.XDocument" ->
				(body, bytes, evaluation) -> XDocument.parse(body.text(bytes), evaluation);
			case "System.Xml.Linq.XElement", "System.Xml.Linq.XNode" ->
				(body, bytes, evaluation) -> XElement.parse(body.text(bytes), evaluation);
			default -> null;
		};
	}

	private static Body as(List<ClrType> typeArguments) {
		ClrType type = typeArguments.get(0);
		Reader reader = reader(type.fullName());
		if (reader == null) {
			return (Body.Full) (in) -> {
				throw ClrException.notSupported("A body cannot be read as '" + type.displayName() + "'.");
			};
		}
		return (Body.Full) (in) -> {
			BodyView view = in.argument(0);
			byte[] content = view.read(in.<Boolean>argument(1), in.evaluation());
			return (content != null) ? reader.read(view, content, in.evaluation()) : null;
		};
	}

	private static @Nullable Object asForm(Invocation in) {
		BodyView view = in.argument(0);
		byte[] content = view.read(in.<Boolean>argument(1), in.evaluation());
		if (content == null) {
			return null;
		}
		Map<String, List<String>> form = new LinkedHashMap<>();
		for (String pair : view.text(content).split("&")) {
			if (!pair.isEmpty()) {
				in.evaluation().step(1);
				int equals = pair.indexOf('=');
				String name = decode((equals < 0) ? pair : pair.substring(0, equals));
				String value = (equals < 0) ? "" : decode(pair.substring(equals + 1));
				form.computeIfAbsent(name, (key) -> new ArrayList<>(1)).add(value);
			}
		}
		return form;
	}

	private static String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException malformed) {
			return text;
		}
	}

	private static String encode(Map<String, Object> values) {
		List<String> pairs = new ArrayList<>();
		values.forEach((name, list) -> {
			for (Object value : Sequences.of(list)) {
				pairs.add(WebUtility.urlEncode(name) + "=" + WebUtility.urlEncode(String.valueOf(value)));
			}
		});
		return String.join("&", pairs);
	}

	/** What {@code As} makes of the bytes of a body, for one type. */
	@FunctionalInterface
	private interface Reader {

		Object read(BodyView body, byte[] bytes, Evaluation evaluation);

	}

}
