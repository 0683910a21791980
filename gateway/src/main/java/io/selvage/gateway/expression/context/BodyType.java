package io.selvage.gateway.expression.context;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.selvage.gateway.expression.json.JArray;
import io.selvage.gateway.expression.json.JObject;
import io.selvage.gateway.expression.json.JToken;
import io.selvage.gateway.expression.net.WebUtility;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.ClrType;
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

	private static final Map<String, Function<String, Object>> READERS = Map.of("System.String", (text) -> text,
			"System.Object", (text) -> text, "Newtonsoft.Json.Linq.JObject", JObject::parse,
			"Newtonsoft.Json.Linq.JArray", JArray::parse, "Newtonsoft.Json.Linq.JToken", JToken::parse,
			"System.Xml.Linq.XDocument", (text) -> XDocument.parse(text, false), "System.Xml.Linq.XElement",
			(text) -> XElement.parse(text, false), "System.Xml.Linq.XNode", (text) -> XElement.parse(text, false));

	@Override
	public void register(TypeRegistry types) {
		types.defineInterface("IMessageBody", BodyView.class)
			.call("T As<T>(bool preserveContent = false)", BodyType::as)
			.call("IDictionary<string, System.Collections.Generic.IList<string>> AsFormUrlEncodedContent(bool preserveContent = false)",
					BodyType::asForm);
		types.defineStatic("FormExtensions")
			.method("static string ToFormUrlEncodedContent(this IDictionary<string, System.Collections.Generic.IList<string>> values)",
					(Map<String, Object> values) -> encode(values))
			.method("static string ToQueryString(this IDictionary<string, System.Collections.Generic.IList<string>> values)",
					(Map<String, Object> values) -> encode(values));
	}

	private static @Nullable Object as(Invocation in) {
		BodyView view = in.argument(0);
		ClrType type = in.typeArgument(0);
		Function<String, Object> reader = READERS.get(type.fullName());
		boolean bytes = type.fullName().equals("System.Byte[]");
		if (reader == null && !bytes) {
			throw ClrException.notSupported("A body cannot be read as '" + type.displayName() + "'.");
		}
		byte[] content = view.read(in.<Boolean>argument(1));
		if (content == null || reader == null) {
			return content;
		}
		return reader.apply(view.text(content));
	}

	private static @Nullable Object asForm(Invocation in) {
		BodyView view = in.argument(0);
		byte[] content = view.read(in.<Boolean>argument(1));
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

}
