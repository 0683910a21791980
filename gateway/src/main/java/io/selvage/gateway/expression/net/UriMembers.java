package io.selvage.gateway.expression.net;

import java.util.Objects;

import io.selvage.gateway.expression.types.ClrException;
import io.selvage.gateway.expression.types.EnumDefinition;
import io.selvage.gateway.expression.types.EnumValue;
import io.selvage.gateway.expression.types.Out;
import io.selvage.gateway.expression.types.TypeBuilder;
import io.selvage.gateway.expression.types.TypeRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Declares the members of System.Uri.
 */
final class UriMembers {

	private static final EnumDefinition KIND = EnumDefinition.of("System.UriKind",
			"RelativeOrAbsolute, Absolute, Relative");

	private static final EnumDefinition PARTIAL = EnumDefinition.of("System.UriPartial",
			"Scheme, Authority, Path, Query");

	private static final EnumDefinition HOST = EnumDefinition.of("System.UriHostNameType",
			"Unknown, Basic, Dns, IPv4, IPv6");

	private UriMembers() {
	}

	static void register(TypeRegistry types) {
		types.enumeration(KIND);
		types.enumeration(PARTIAL);
		types.enumeration(HOST);
		TypeBuilder type = types.define("System.Uri", Uri.class);
		type.constructor("Uri(string uriString)", (@Nullable String text) -> Uri.parse(text, Uri.Kind.ABSOLUTE))
			.constructor("Uri(string uriString, UriKind uriKind)",
					(@Nullable String text, EnumValue kind) -> Uri.parse(text, kind(kind)))
			.constructor("Uri(Uri baseUri, string relativeUri)", UriMembers::resolve)
			.constructor("Uri(Uri baseUri, Uri relativeUri)",
					(Uri base, Uri reference) -> Uri.resolve(base, reference));
		components(type);
		schemes(type);
		type.method("string GetLeftPart(UriPartial part)",
				(Uri uri, EnumValue part) -> uri.leftPart((int) part.value()))
			.method("bool IsBaseOf(Uri uri)", (Uri uri, Uri other) -> uri.isBaseOf(other))
			.method("Uri MakeRelativeUri(Uri uri)", (Uri uri, Uri target) -> uri.makeRelative(target))
			.method("bool IsWellFormedOriginalString()", (Uri uri) -> isWellFormed(uri))
			.method("bool Equals(object comparand)", (Uri uri, @Nullable Object other) -> uri.equals(other))
			.method("string ToString()", (Uri uri) -> uri.toString())
			.method("static bool operator ==(Uri uri1, Uri uri2)",
					(@Nullable Uri one, @Nullable Uri other) -> Objects.equals(one, other))
			.method("static bool operator !=(Uri uri1, Uri uri2)",
					(@Nullable Uri one, @Nullable Uri other) -> !Objects.equals(one, other))
			.call("static string EscapeDataString(string stringToEscape)",
					(in) -> NetTypes.charged(in, Uri::escapeDataString))
			.call("static string EscapeUriString(string stringToEscape)",
					(in) -> NetTypes.charged(in, Uri::escapeUriString))
			.call("static string UnescapeDataString(string stringToUnescape)",
					(in) -> NetTypes.charged(in, Uri::unescapeDataString))
			.method("static bool TryCreate(string uriString, UriKind uriKind, out Uri result)", UriMembers::tryCreate)
			.method("static bool TryCreate(Uri baseUri, string relativeUri, out Uri result)",
					(@Nullable Uri base, @Nullable String text, Out<Uri> result) -> tryResolve(base, text, result))
			.method("static bool IsWellFormedUriString(string uriString, UriKind uriKind)",
					(@Nullable String text, EnumValue kind) -> {
						Uri uri = Uri.tryParse(text, kind(kind));
						return uri != null && isWellFormed(uri);
					})
			.method("static UriHostNameType CheckHostName(string name)",
					(@Nullable String name) -> HOST.value(Uri.checkHostName(name)))
			.method("static bool CheckSchemeName(string schemeName)",
					(@Nullable String name) -> name != null && name.matches("[A-Za-z][A-Za-z0-9+.-]*"))
			.method("static bool IsHexDigit(char character)", (Character c) -> Character.digit(c, 16) >= 0)
			.method("static bool IsHexEncoding(string pattern, int index)",
					(String text, Integer index) -> text.substring(index).matches("(?s)%[0-9A-Fa-f]{2}.*"))
			.method("static string HexEscape(char character)", (Character c) -> hexEscape(c));
	}

	private static void components(TypeBuilder type) {
		type.property("string AbsolutePath", (Uri uri) -> uri.absolutePath())
			.property("string AbsoluteUri", (Uri uri) -> uri.absoluteUri())
			.property("string Authority", (Uri uri) -> uri.authority())
			.property("string DnsSafeHost", (Uri uri) -> uri.dnsSafeHost())
			.property("string IdnHost", (Uri uri) -> java.net.IDN.toASCII(uri.dnsSafeHost()))
			.property("string Fragment", (Uri uri) -> uri.fragment())
			.property("string Host", (Uri uri) -> uri.host())
			.property("UriHostNameType HostNameType", (Uri uri) -> HOST.value(uri.hostNameType()))
			.property("bool IsAbsoluteUri", (Uri uri) -> uri.isAbsolute())
			.property("bool IsDefaultPort", (Uri uri) -> uri.isDefaultPort())
			.property("bool IsFile", (Uri uri) -> uri.isFile())
			.property("bool IsLoopback", (Uri uri) -> uri.isLoopback())
			.property("bool IsUnc", (Uri uri) -> uri.isFile() && !uri.host().isEmpty())
			.property("string LocalPath", (Uri uri) -> uri.localPath())
			.property("string OriginalString", (Uri uri) -> uri.originalString())
			.property("string PathAndQuery", (Uri uri) -> uri.pathAndQuery())
			.intProperty("int Port", (Uri uri) -> uri.port())
			.property("string Query", (Uri uri) -> uri.query())
			.property("string Scheme", (Uri uri) -> uri.scheme())
			.property("string[] Segments", (Uri uri) -> uri.segments())
			.property("bool UserEscaped", (Uri uri) -> false)
			.property("string UserInfo", (Uri uri) -> uri.userInfo());
	}

	private static void schemes(TypeBuilder type) {
		type.property("static string SchemeDelimiter", () -> "://")
			.property("static string UriSchemeHttp", () -> "http")
			.property("static string UriSchemeHttps", () -> "https")
			.property("static string UriSchemeFtp", () -> "ftp")
			.property("static string UriSchemeFile", () -> "file")
			.property("static string UriSchemeMailto", () -> "mailto")
			.property("static string UriSchemeGopher", () -> "gopher")
			.property("static string UriSchemeNews", () -> "news")
			.property("static string UriSchemeNntp", () -> "nntp")
			.property("static string UriSchemeNetTcp", () -> "net.tcp")
			.property("static string UriSchemeNetPipe", () -> "net.pipe");
	}

	private static Uri.Kind kind(EnumValue kind) {
		if (kind.value() < 0 || kind.value() > 2) {
			throw ClrException.argument("'" + kind.value() + "' is not a valid UriKind.");
		}
		return Uri.Kind.values()[(int) kind.value()];
	}

	private static Uri resolve(Uri base, @Nullable String text) {
		return Uri.resolve(base, Uri.parse((text != null) ? text : "", Uri.Kind.RELATIVE_OR_ABSOLUTE));
	}

	private static boolean tryCreate(@Nullable String text, EnumValue kind, Out<Uri> result) {
		Uri uri = Uri.tryParse(text, kind(kind));
		result.set(uri);
		return uri != null;
	}

	private static boolean tryResolve(@Nullable Uri base, @Nullable String text, Out<Uri> result) {
		try {
			Uri uri = (base == null) ? null : resolve(base, text);
			result.set(uri);
			return uri != null;
		}
		catch (ClrException ex) {
			result.set(null);
			return false;
		}
	}

	private static boolean isWellFormed(Uri uri) {
		String text = uri.originalString();
		return text.chars().allMatch((c) -> c > 0x20 && c < 0x7f && "\"<>\\^`{|}".indexOf(c) < 0)
				&& !text.matches("(?s).*%(?![0-9A-Fa-f]{2}).*");
	}

	private static String hexEscape(char c) {
		if (c > 255) {
			throw ClrException.argumentOutOfRange("character", "Only characters up to 255 can be escaped.");
		}
		return String.format(java.util.Locale.ROOT, "%%%02X", (int) c);
	}

}
