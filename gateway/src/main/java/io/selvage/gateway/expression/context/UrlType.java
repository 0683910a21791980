package io.selvage.gateway.expression.context;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.expression.net.Uri;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * {@code IUrl} and its query parameters, whose names are compared without case.
 */
final class UrlType implements TypeModule {

	@Override
	public void register(TypeRegistry types) {
		types.defineInterface("IUrl", MessageUrl.class)
			.property("string Scheme", MessageUrl::scheme)
			.property("string Host", MessageUrl::host)
			.intProperty("int Port", MessageUrl::port)
			.property("string Path", MessageUrl::rawPath)
			.property("string QueryString", (MessageUrl url) -> (url.rawQuery() == null) ? "" : "?" + url.rawQuery())
			.property("IQueryParameters Query", (MessageUrl url) -> url)
			.method("Uri ToUri()", (MessageUrl url) -> Uri.parse(url.toString(), Uri.Kind.ABSOLUTE))
			.method("string ToString()", MessageUrl::toString);
		types.defineInterface("IQueryParameters", MessageUrl.class)
			.implement("System.Collections.Generic.IReadOnlyDictionary<string, string[]>")
			.enumerates("System.Collections.Generic.KeyValuePair<string, string[]>", UrlType::map)
			.property("int Count", (MessageUrl url) -> url.query().size())
			.property("IEnumerable<string> Keys", (MessageUrl url) -> url.query().keySet())
			.property("IEnumerable<string[]> Values", (MessageUrl url) -> map(url).values())
			.indexer("string[] this[string key]", UrlType::get)
			.method("bool ContainsKey(string key)", (MessageUrl url, @Nullable String key) -> find(url, key) != null)
			.method("bool TryGetValue(string key, out string[] value)", UrlType::tryGet)
			.method("string GetValueOrDefault(string key)",
					(MessageUrl url, @Nullable String key) -> joined(find(url, key), null))
			.method("string GetValueOrDefault(string key, string defaultValue)",
					(MessageUrl url, @Nullable String key, @Nullable String other) -> joined(find(url, key), other));
	}

	private static @Nullable List<String> find(MessageUrl url, @Nullable String key) {
		if (key == null) {
			throw ClrException.argumentNull("key");
		}
		Map<String, List<String>> query = url.query();
		List<String> exact = query.get(key);
		if (exact != null || query.isEmpty()) {
			return exact;
		}
		for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
			if (parameter.getKey().equalsIgnoreCase(key)) {
				return parameter.getValue();
			}
		}
		return null;
	}

	static @Nullable String joined(@Nullable List<String> values, @Nullable String other) {
		if (values == null || values.isEmpty()) {
			return other;
		}
		return (values.size() == 1) ? values.get(0) : String.join(",", values);
	}

	private static String[] get(MessageUrl url, @Nullable String key) {
		List<String> values = find(url, key);
		if (values == null) {
			throw ClrException.keyNotFound(String.valueOf(key));
		}
		return values.toArray(String[]::new);
	}

	private static boolean tryGet(MessageUrl url, @Nullable String key, Out<Object> value) {
		List<String> values = find(url, key);
		value.set((values == null) ? null : values.toArray(String[]::new));
		return values != null;
	}

	private static Map<String, String[]> map(MessageUrl url) {
		Map<String, String[]> map = new LinkedHashMap<>();
		url.query().forEach((name, values) -> map.put(name, new ArrayList<>(values).toArray(String[]::new)));
		return map;
	}

}
