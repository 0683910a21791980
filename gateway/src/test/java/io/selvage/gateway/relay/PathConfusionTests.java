package io.selvage.gateway.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import io.selvage.gateway.Measured;
import io.selvage.gateway.TestGateway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the route table decided about is what the backend gets, however a path is written.
 */
class PathConfusionTests {

	private static final int ENCODINGS = 500;

	private static final String DENY = """
			<policies><inbound><return-response><set-status code="403" reason="Denied" /></return-response></inbound></policies>""";

	private static final String TELL = """
			<policies><inbound><base /><set-header name="X-Matched" exists-action="override">
			<value>@(Convert.ToBase64String(Encoding.UTF8.GetBytes(context.Request.MatchedParameters["rest"])))</value>
			</set-header></inbound></policies>""";

	private static final AtomicReference<String> forwarded = new AtomicReference<>();

	private static final AtomicReference<String> matched = new AtomicReference<>();

	private static TestGateway gateway;

	private static DisposableServer backend;

	@BeforeAll
	static void start() {
		backend = HttpServer.create()
			.host(InetAddress.getLoopbackAddress().getHostAddress())
			.port(0)
			.handle((request, response) -> {
				forwarded.set(request.uri());
				matched.set(request.requestHeaders().get("X-Matched"));
				return response.sendString(Mono.just("ok"));
			})
			.bindNow();
		gateway = TestGateway.start("selvage.paths.apis.normal=normalise", "selvage.paths.apis.raw=raw");
		for (String api : List.of("strict", "normal", "raw")) {
			gateway.put("/apis/" + api,
					"""
							{"path":"%s","displayName":"%s","protocols":["http"],"subscriptionRequired":false,"serviceUrl":"http://127.0.0.1:%d"}"""
						.formatted(api, api, backend.port()));
			operation(api, "admin", "/admin", DENY);
			operation(api, "below", "/admin/*", DENY);
			operation(api, "rest", "/{*rest}", TELL);
		}
	}

	private static void operation(String api, String id, String template, String policy) {
		String path = "/apis/" + api + "/operations/" + id;
		gateway.put(path,
				"{\"displayName\":\"" + id + "\",\"method\":\"*\",\"urlTemplate\":\"" + template
						+ "\",\"templateParameters\":[]}",
				path + "/policies/policy", "{\"format\":\"rawxml\",\"value\":" + TestGateway.quoted(policy) + "}");
	}

	@AfterAll
	static void stop() {
		gateway.close();
		backend.disposeNow();
	}

	@ParameterizedTest
	@ValueSource(strings = { "strict", "normal", "raw" })
	void fiveHundredWaysToWriteAPathAllReachWhatWasMatched(String api) throws IOException {
		int answered = 0;
		int refused = 0;
		int denied = 0;
		for (String path : encodings()) {
			String status = status("/" + api + path);
			if (status.equals("200")) {
				answered++;
				String got = forwarded.get();
				assertThat(decoded(got.substring(1))).as(path).isEqualTo(matched());
				if (!api.equals("raw")) {
					assertThat(views(got)).as(path).noneMatch((view) -> view.matches("(?i)/admin(/.*)?"));
				}
				else {
					assertThat(got).isEqualTo(path);
					assertThat(decodedSegment(got)).as(path).isNotEqualToIgnoringCase("admin");
				}
			}
			else {
				assertThat(status).as(path).isIn("400", "403", "404");
				denied += status.equals("403") ? 1 : 0;
				refused += status.equals("400") ? 1 : 0;
			}
		}
		Measured.figure("S3", api + ": " + encodings().size() + " paths, " + answered + " forwarded as matched, "
				+ refused + " refused, " + denied + " denied");
		assertThat(answered).isGreaterThan(40);
		assertThat(denied).isPositive();
		assertThat(refused).isPositive();
	}

	@ParameterizedTest
	@CsvSource({ "/strict/a/../admin, 400", "/strict/%2e%2E/admin, 400", "/strict/a%2Fb, 400", "/strict/a%5cb, 400",
			"/strict/a\\b, 400", "/strict/%c0%ae, 400", "/strict/%00, 400", "/strict/%zz, 400", "/strict/%, 400",
			"/strict/..;/admin, 400", "/strict/a b, 400", "/strict/%61dmin, 403", "/strict/ADMIN/, 403",
			"/normal/a/../admin, 403", "/normal/a/..%2Fadmin, 403", "/normal//admin, 403",
			"/normal/x%5c..%5cadmin, 403", "/normal/../admin, 400", "/normal/%00, 400", "/raw/%61dmin, 403",
			"/raw/%00, 400" })
	void whatIsAmbiguousIsTakenAsTheApiWants(String path, String status) throws IOException {
		assertThat(status(path)).isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource({ "/strict/%7Euser/a%2bb, /~user/a%2Bb", "/strict/a;v=1/b, /a;v=1/b", "/strict//a//b, //a//b",
			"/strict/%e4%bd%a0, /%E4%BD%A0", "/strict/[x]|y, /%5Bx%5D%7Cy", "/normal/a//b/./c/../d%2fe, /a/b/d/e",
			"/raw/%7Euser/../%2Fx/a%5cb, /%7Euser/../%2Fx/a%5cb", "/raw/a//b, /a//b" })
	void thisIsWhatBackendsGet(String path, String expected) throws IOException {
		assertThat(status(path)).isEqualTo("200");
		assertThat(forwarded.get()).isEqualTo(expected);
	}

	@Test
	void aDenyRuleWithAColonHoldsForTheEncodedColonToo() throws IOException {
		operation("strict", "colon", "/items:purge", DENY);
		assertThat(status("/strict/items%3Apurge")).isEqualTo("403");
		assertThat(status("/strict/items%3apurge/")).isEqualTo("403");
		assertThat(status("/strict/items%3Akeep")).isEqualTo("200");
		assertThat(forwarded.get()).isEqualTo("/items%3Akeep");
	}

	@Test
	void whatAClientPutsIntoARewrittenPathStaysWithinItsSegment() throws IOException {
		operation("strict", "rewrite", "/rewrite?p={p}", """
				<policies><inbound><base /><rewrite-uri template="/files/{p}/content" /></inbound></policies>""");
		assertThat(status("/strict/rewrite?p=a%2F..%2Fb")).isEqualTo("200");
		assertThat(forwarded.get()).isEqualTo("/files/a%2F..%2Fb/content");
		assertThat(status("/strict/rewrite?p=..")).isEqualTo("400");
		assertThat(status("/strict/rewrite?p=%2e%2E")).isEqualTo("400");
		assertThat(status("/strict/rewrite?p=...")).isEqualTo("200");
	}

	private static String matched() {
		return new String(Base64.getDecoder().decode(matched.get()), StandardCharsets.UTF_8);
	}

	private static String status(String path) throws IOException {
		try (RawClient client = new RawClient(gateway.port())) {
			String head = client.send("GET " + path + " HTTP/1.1\r\nHost: gw\r\nConnection: close\r\n\r\n").readAll();
			return head.substring(9, 12);
		}
	}

	private static String decoded(String path) {
		return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
	}

	private static String decodedSegment(String path) {
		int slash = path.indexOf('/', 1);
		return decoded(path.substring(1, (slash < 0) ? path.length() : slash));
	}

	/** How different servers could read a path. */
	private static List<String> views(String path) {
		String decoded = decoded(path);
		String slashes = decoded.replace('\\', '/');
		return List.of(decoded, slashes, resolved(decoded), resolved(slashes));
	}

	private static String resolved(String path) {
		List<String> kept = new ArrayList<>();
		for (String segment : path.split("/")) {
			if (segment.equals("..") && !kept.isEmpty()) {
				kept.remove(kept.size() - 1);
			}
			else if (!segment.equals(".") && !segment.equals("..")) {
				kept.add(segment);
			}
		}
		return String.join("/", kept);
	}

	private static Set<String> encodings() {
		List<String> before = List.of("/", "/", "/", "/x/../", "/x/%2e%2e/", "/%2E/", "/./", "/x/..%2f", "/x%2f..%2f",
				"/x%5c..%5c", "/x\\..\\", "/..;/", "/.;a=b/", "/x/..;c/", "/%2e%2e;/", "/x/%252e%252e/", "/%c0%ae/",
				"/x/.%2e/", "/\u00e4/", "/;/");
		List<String> words = List.of("admin", "admin", "admin", "Admin", "a%2564min", "ad%6din", "admins",
				"%ef%bd%81dmin", "%c1%a1dmin", "user", "%E4%BD%A0", "a+b", "a%2Bb", "a%3Ab", "a:b", "[a]", "a|b",
				"%25admin", "adm%69n%20");
		List<String> after = List.of("", "", "", "/", "/x", "%2f", "%2Fx", "%5c", "\\x", ";x=1", "%3Bx", "%00", "/.",
				"/..", "/../user", "%20", "//", "?x=/admin", "%0a", "/%2e%2E");
		Random random = new Random(20261125);
		Set<String> paths = new LinkedHashSet<>();
		while (paths.size() < ENCODINGS) {
			StringBuilder word = new StringBuilder();
			for (char next : words.get(random.nextInt(words.size())).toCharArray()) {
				boolean encode = Character.isLetter(next) && word.indexOf("%") < 0 && random.nextInt(6) == 0;
				String hex = Integer.toHexString(next);
				word.append(encode ? "%" + (random.nextBoolean() ? hex : hex.toUpperCase(Locale.ROOT)) : next);
			}
			String suffix = after.get(random.nextInt(after.size()));
			String path = before.get(random.nextInt(before.size())) + word + suffix;
			if (!path.contains("?")) {
				paths.add(path);
			}
		}
		return paths;
	}

}
