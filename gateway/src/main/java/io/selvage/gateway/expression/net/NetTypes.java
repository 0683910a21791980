package io.selvage.gateway.expression.net;

import java.util.function.Function;

import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.Invocation;
import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.TypeModule;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Uri, WebUtility and IPAddress for expressions.
 */
public final class NetTypes implements TypeModule {

	private static final EnumDefinition FAMILY = EnumDefinition.of("System.Net.Sockets.AddressFamily",
			"Unknown = -1, Unspecified = 0, InterNetwork = 2, InterNetworkV6 = 23");

	@Override
	public void register(TypeRegistry types) {
		types.exception("System.UriFormatException", "System.FormatException");
		UriMembers.register(types);
		webUtility(types);
		address(types);
	}

	private static void webUtility(TypeRegistry types) {
		types.defineStatic("System.Net.WebUtility")
			.call("static string UrlEncode(string value)", (in) -> charged(in, WebUtility::urlEncode))
			.call("static string UrlDecode(string encodedValue)", (in) -> charged(in, WebUtility::urlDecode))
			.call("static string HtmlEncode(string value)", (in) -> charged(in, WebUtility::htmlEncode))
			.call("static string HtmlDecode(string value)", (in) -> charged(in, WebUtility::htmlDecode))
			.method("static byte[] UrlEncodeToBytes(byte[] value, int offset, int count)",
					(byte[] bytes, Integer offset, Integer count) -> WebUtility.urlEncodeToBytes(bytes, offset, count))
			.method("static byte[] UrlDecodeToBytes(byte[] encodedValue, int offset, int count)",
					(byte[] bytes, Integer offset, Integer count) -> WebUtility.urlDecodeToBytes(bytes, offset, count));
	}

	/** Encoding and decoding read the whole text once: its length is paid for. */
	static @Nullable String charged(Invocation in, Function<@Nullable String, @Nullable String> coding) {
		String text = in.argument(0);
		int length = (text != null) ? text.length() : 0;
		in.evaluation().produce(length);
		String coded = coding.apply(text);
		in.evaluation().produce((coded != null) ? Math.max(0, coded.length() - length) : 0);
		return coded;
	}

	private static void address(TypeRegistry types) {
		types.enumeration(FAMILY);
		types.define("System.Net.IPAddress", IpAddress.class)
			.constructor("IPAddress(byte[] address)", (byte[] bytes) -> new IpAddress(bytes))
			.property("static IPAddress Any", () -> IpAddress.parse("0.0.0.0"))
			.property("static IPAddress Loopback", () -> IpAddress.parse("127.0.0.1"))
			.property("static IPAddress Broadcast", () -> IpAddress.parse("255.255.255.255"))
			.property("static IPAddress None", () -> IpAddress.parse("255.255.255.255"))
			.property("static IPAddress IPv6Any", () -> IpAddress.parse("::"))
			.property("static IPAddress IPv6Loopback", () -> IpAddress.parse("::1"))
			.property("static IPAddress IPv6None", () -> IpAddress.parse("::"))
			.property("AddressFamily AddressFamily",
					(IpAddress address) -> FAMILY.value(address.isV6() ? "InterNetworkV6" : "InterNetwork"))
			.method("static IPAddress Parse(string ipString)", (@Nullable String text) -> IpAddress.parse(text))
			.method("static bool TryParse(string ipString, out IPAddress address)",
					(@Nullable String text, Out<IpAddress> result) -> {
						IpAddress address = IpAddress.tryParse(text);
						result.set(address);
						return address != null;
					})
			.method("IPAddress MapToIPv6()", (IpAddress address) -> address.toV6())
			.method("IPAddress MapToIPv4()", (IpAddress address) -> address.toV4())
			.property("bool IsIPv4MappedToIPv6", (IpAddress address) -> address.isMapped())
			.property("bool IsIPv6Multicast", (IpAddress address) -> address.isV6In(0xff, 0, 0))
			.property("bool IsIPv6LinkLocal", (IpAddress address) -> address.isV6In(0xfe, 0xc0, 0x80))
			.property("bool IsIPv6SiteLocal", (IpAddress address) -> address.isV6In(0xfe, 0xc0, 0xc0))
			.method("static short HostToNetworkOrder(short host)", (Short value) -> Short.reverseBytes(value))
			.method("static int HostToNetworkOrder(int host)", (Integer value) -> Integer.reverseBytes(value))
			.method("static long HostToNetworkOrder(long host)", (Long value) -> Long.reverseBytes(value))
			.method("static short NetworkToHostOrder(short network)", (Short value) -> Short.reverseBytes(value))
			.method("static int NetworkToHostOrder(int network)", (Integer value) -> Integer.reverseBytes(value))
			.method("static long NetworkToHostOrder(long network)", (Long value) -> Long.reverseBytes(value))
			.method("static bool IsLoopback(IPAddress address)", (IpAddress address) -> address.isLoopback())
			.method("byte[] GetAddressBytes()", (IpAddress address) -> address.bytes())
			.method("bool Equals(object comparand)",
					(IpAddress address, @Nullable Object other) -> address.equals(other))
			.method("string ToString()", (IpAddress address) -> address.toString());
	}

}
