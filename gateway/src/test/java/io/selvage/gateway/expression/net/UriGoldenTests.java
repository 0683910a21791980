package io.selvage.gateway.expression.net;

import java.util.List;

import io.selvage.gateway.expression.golden.GoldenTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UriGoldenTests {

	private static final Uri BASE = Uri.parse("http://base.com/a/b/c?q#f", Uri.Kind.ABSOLUTE);

	private final GoldenTable table = GoldenTable.read("uris.tsv");

	@Test
	void componentsAreThoseOfDotNet() {
		assertThat(this.table.differences(
				List.of("abs", "uri", "str", "path", "local", "query", "frag", "pq", "host", "dns", "port", "auth",
						"scheme", "user", "seg", "def", "loop", "hnt", "l0", "l1", "l2", "l3"),
				(line) -> component(line[0], Uri.parse(text(line), Uri.Kind.RELATIVE_OR_ABSOLUTE))))
			.isEmpty();
	}

	private static String text(String[] line) {
		return GoldenTable.unescape(line[1]);
	}

	private static String component(String kind, Uri uri) {
		return switch (kind) {
			case "abs" -> flag(uri.isAbsolute());
			case "uri" -> uri.absoluteUri();
			case "str" -> uri.toString();
			case "path" -> uri.absolutePath();
			case "local" -> uri.localPath();
			case "query" -> uri.query();
			case "frag" -> uri.fragment();
			case "pq" -> uri.pathAndQuery();
			case "host" -> uri.host();
			case "dns" -> uri.dnsSafeHost();
			case "port" -> Integer.toString(uri.port());
			case "auth" -> uri.authority();
			case "scheme" -> uri.scheme();
			case "user" -> uri.userInfo();
			case "seg" -> String.join("|", uri.segments());
			case "def" -> flag(uri.isDefaultPort());
			case "loop" -> flag(uri.isLoopback());
			case "hnt" -> Integer.toString(uri.hostNameType());
			default -> uri.leftPart(kind.charAt(1) - '0');
		};
	}

	private static String flag(boolean value) {
		return value ? "True" : "False";
	}

	@Test
	void malformedUrisAreRefusedAsDotNetRefusesThem() {
		assertThat(
				this.table.differences(List.of("only"), (line) -> Uri.parse(text(line), Uri.Kind.ABSOLUTE).toString()))
			.isEmpty();
	}

	@Test
	void referencesAreResolvedAsInDotNet() {
		assertThat(this.table.differences(List.of("rel"),
				(line) -> Uri.resolve(BASE, Uri.parse(text(line), Uri.Kind.RELATIVE_OR_ABSOLUTE)).absoluteUri()))
			.isEmpty();
	}

	@Test
	void escapingIsThatOfDotNet() {
		assertThat(this.table.differences(List.of("esc", "escu", "unesc", "ue", "ud", "he", "hd"),
				(line) -> escaped(line[0], text(line))))
			.isEmpty();
	}

	private static @Nullable String escaped(String kind, String text) {
		return switch (kind) {
			case "esc" -> Uri.escapeDataString(text);
			case "escu" -> Uri.escapeUriString(text);
			case "unesc" -> Uri.unescapeDataString(text);
			case "ue" -> WebUtility.urlEncode(text);
			case "ud" -> WebUtility.urlDecode(text);
			case "he" -> WebUtility.htmlEncode(text);
			default -> WebUtility.htmlDecode(text);
		};
	}

	@Test
	void addressesAreReadAndWrittenAsInDotNet() {
		assertThat(this.table.differences(List.of("ip"), (line) -> IpAddress.parse(text(line)).toString())).isEmpty();
		assertThat(this.table.differences(List.of("ipf"), (line) -> {
			IpAddress address = IpAddress.parse(text(line));
			return (address.isV6() ? "InterNetworkV6 " : "InterNetwork ") + flag(address.isLoopback());
		})).isEmpty();
	}

}
