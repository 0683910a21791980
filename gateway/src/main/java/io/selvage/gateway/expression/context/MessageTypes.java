package io.selvage.gateway.expression.context;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.MessageHeaders;
import io.selvage.gateway.expression.crypto.Certificate;
import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * {@code IRequest}, {@code IResponse} and their headers.
 */
final class MessageTypes implements TypeModule {

	@Override
	public void register(TypeRegistry types) {
		types.defineInterface("IRequest", GatewayRequest.class)
			.property("IMessageBody Body", (GatewayRequest request) -> BodyView.of(request.body(), request.headers()))
			.property("X509Certificate2 Certificate", MessageTypes::certificate)
			.property("IHeaders Headers", (GatewayRequest request) -> request.headers())
			.property("string IpAddress", GatewayRequest::ipAddress)
			.property("IReadOnlyDictionary<string, string> MatchedParameters",
					(GatewayRequest request) -> request.matchedParameters())
			.property("string Method", (GatewayRequest request) -> request.method())
			.property("IUrl OriginalUrl", GatewayRequest::originalUrl)
			.property("IUrl Url", (GatewayRequest request) -> request.url())
			.property("IPrivateEndpointConnection PrivateEndpointConnection", (GatewayRequest request) -> null);
		types.defineInterface("IPrivateEndpointConnection", Void.class)
			.property("string Name", (Object none) -> null)
			.property("string GroupId", (Object none) -> null)
			.property("string MemberName", (Object none) -> null);
		types.defineInterface("IResponse", GatewayResponse.class)
			.property("IMessageBody Body",
					(GatewayResponse response) -> BodyView.of(response.body(), response.headers()))
			.property("IHeaders Headers", GatewayResponse::headers)
			.intProperty("int StatusCode", GatewayResponse::statusCode)
			.property("string StatusReason", GatewayResponse::reason);
		types.defineInterface("IHeaders", MessageHeaders.class)
			.implement("System.Collections.Generic.IReadOnlyDictionary<string, string[]>")
			.enumerates("System.Collections.Generic.KeyValuePair<string, string[]>", MessageTypes::map)
			.property("int Count", (MessageHeaders headers) -> map(headers).size())
			.property("IEnumerable<string> Keys", (MessageHeaders headers) -> map(headers).keySet())
			.property("IEnumerable<string[]> Values", (MessageHeaders headers) -> map(headers).values())
			.indexer("string[] this[string key]", MessageTypes::get)
			.method("bool ContainsKey(string key)",
					(MessageHeaders headers, @Nullable String key) -> headers.contains(required(key)))
			.method("bool TryGetValue(string key, out string[] value)", MessageTypes::tryGet)
			.method("string GetValueOrDefault(string key)",
					(MessageHeaders headers, @Nullable String key) -> joined(headers, required(key), null))
			.method("string GetValueOrDefault(string key, string defaultValue)", (MessageHeaders headers,
					@Nullable String key, @Nullable String other) -> joined(headers, required(key), other));
	}

	private static @Nullable Certificate certificate(GatewayRequest request) {
		X509Certificate certificate = request.certificate();
		return (certificate == null) ? null : new Certificate(certificate, null);
	}

	private static String required(@Nullable String key) {
		if (key == null) {
			throw ClrException.argumentNull("key");
		}
		return key;
	}

	private static @Nullable String joined(MessageHeaders headers, String name, @Nullable String other) {
		String first = headers.first(name);
		return (first == null) ? other : UrlType.joined(headers.all(name), other);
	}

	private static String[] get(MessageHeaders headers, @Nullable String key) {
		if (!headers.contains(required(key))) {
			throw ClrException.keyNotFound(required(key));
		}
		return headers.all(required(key)).toArray(String[]::new);
	}

	private static boolean tryGet(MessageHeaders headers, @Nullable String key, Out<Object> value) {
		boolean known = headers.contains(required(key));
		value.set(known ? headers.all(required(key)).toArray(String[]::new) : null);
		return known;
	}

	/** The lines by name; names that differ in case only are one. */
	private static Map<String, String[]> map(MessageHeaders headers) {
		Map<String, List<String>> lines = new LinkedHashMap<>();
		Map<String, String> spelling = new TreeMap<>();
		headers.forEach((name, value) -> {
			String first = spelling.computeIfAbsent(name.toLowerCase(Locale.ROOT), (key) -> name);
			lines.computeIfAbsent(first, (key) -> new ArrayList<>(1)).add(value);
		});
		Map<String, String[]> map = new LinkedHashMap<>();
		lines.forEach((name, values) -> map.put(name, values.toArray(String[]::new)));
		return map;
	}

}
