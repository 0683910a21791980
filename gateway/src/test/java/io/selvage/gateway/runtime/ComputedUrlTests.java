package io.selvage.gateway.runtime;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.selvage.gateway.Measured;
import io.selvage.gateway.TestGateway;
import io.selvage.gateway.forward.FakeDns;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * No URL that an expression made leads to this machine, its link or a metadata service,
 * however the address is written, even where every host is allowed.
 */
class ComputedUrlTests {

	private static final AtomicInteger connections = new AtomicInteger();

	private static TestGateway gateway;

	private static DisposableServer inside;

	private static DisposableServer known;

	private static FakeDns dns;

	@BeforeAll
	static void start() throws IOException {
		inside = HttpServer.create()
			.host("0.0.0.0")
			.port(0)
			.doOnConnection((connection) -> connections.incrementAndGet())
			.handle((request, response) -> response.sendString(Mono.just("reached " + request.uri())))
			.bindNow();
		dns = new FakeDns();
		dns.set("metadata.example", "169.254.169.254");
		dns.set("loop.example", "127.0.0.1");
		dns.set("mixed.example", "127.0.0.1", "169.254.169.254");
		dns.set("rebinding.example", "127.0.0.1");
		dns.set("localhost.example", "127.0.0.53");
		dns.set("any.example", "0.0.0.0");
		dns.set("broadcast.example", "255.255.255.255");
		dns.set("wire.example", "168.63.129.16");
		gateway = TestGateway.start("selvage.network.names.servers=" + dns.server(),
				"selvage.forward.allowed-base-urls=http://*,http://*:" + inside.port()
						+ ",https://*,http://listed.example:" + inside.port());
		gateway.api("base", "base", null,
				"""
						<policies><inbound><base /><set-backend-service base-url="@(context.Request.Headers.GetValueOrDefault("X-Url", ""))" />
						</inbound><backend><forward-request timeout="3" /></backend></policies>""");
		gateway.api("send", "send", null,
				"""
						<policies><inbound><base /><send-request mode="new" response-variable-name="r" timeout="3" ignore-error="false">
						<set-url>@(context.Request.Headers.GetValueOrDefault("X-Url", ""))</set-url><set-method>GET</set-method></send-request>
						<return-response response-variable-name="r" /></inbound></policies>""");
		known = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle((request, response) -> request.uri().startsWith("/redirect")
					? response.sendRedirect("http://127.0.0.1:" + inside.port() + "/secret")
					: response.sendString(Mono.just("known " + request.uri())))
			.bindNow();
		gateway.api("follow", "follow", "http://127.0.0.1:" + known.port(),
				"""
						<policies><inbound><base /></inbound><backend><forward-request follow-redirects="true" /></backend></policies>""");
		gateway.api("catalog", "catalog", "http://127.0.0.1:" + known.port() + "/known", null);
	}

	@AfterAll
	static void stop() {
		gateway.close();
		inside.disposeNow();
		known.disposeNow();
		dns.close();
	}

	static List<String> forbidden() throws SocketException {
		List<String> urls = new ArrayList<>();
		String port = ":" + (inside.port() + 1);
		for (String host : List.of("127.0.0.1", "127.0.0.2", "127.1", "127.0.1", "2130706433", "0x7f000001",
				"0x7f.0.0.1", "0177.0.0.1", "0177.0000.0000.0001", "017700000001", "0", "0.0.0.0", "0.0.0.1", "[::1]",
				"[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[0:0:0:0:0:0:0:1]",
				"[64:ff9b::127.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::1]",
				"169.254.169.254", "169.254.1.1", "0xA9FEA9FE", "2852039166", "0251.0376.0251.0376",
				"[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]", "[fe80::1]", "[fd00:ec2::254]", "168.63.129.16",
				"100.100.100.200", "192.0.0.192", "224.0.0.1", "[ff02::1]", "255.255.255.255", "240.0.0.1", "localhost",
				"LOCALHOST", "localhost.", "127.0.0.1.", "metadata.example", "loop.example", "mixed.example",
				"rebinding.example", "localhost.example", "any.example", "broadcast.example", "wire.example",
				"unknown.example", "user@127.0.0.1", "a.example@127.0.0.1", "127.0.0.1%00.example",
				"127.0.0.1#.example", "127.0.0.1\\.example", "%31%32%37.0.0.1", "\u2460\u2461\u2466.0.0.1",
				"127.0.0.1\t", "[fe80::1%25lo]", "[fe80::1%lo]", "[::1%25lo]", "[::1%251]",
				"[2001:0:0:0:0:0:80ff:fffe]", "[2001:0:0:0:0:0:5601:5601]", "[fd00::5efe:127.0.0.1]",
				"[fd00::200:5efe:a9fe:a9fe]", "[64:ff9b:1::127.0.0.1]", "[::ffff:0:127.0.0.1]", "[::ffff:0x7f.1]",
				"[127.0.0.1]", "[localhost]", "[::1", "::1", "127.0.0.1:80@other.example", "127.0.0.1..", "localhost..",
				".localhost", "a.localhost", "ip6-localhost", "127.0.0.01", "00127.0.0.1", "127.0.0.0x1", "0x7f.1",
				"127.0x1", "4294967296", "1.2.3.4.5", "127.0.0.1:0", "127.0.0.1:99999", "127.0.0.1,other.example",
				"127.0.0.1;other.example", "127.0.0.1&x", "127.0.0.1 .example", "\u00b9\u00b2\u00b7.0.0.1",
				"xn--127-.0.0.1")) {
			urls.add("http://" + host + port + "/x");
		}
		urls.addAll(List.of("ftp://127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1:70/", "//127.0.0.1/x",
				"fabric:", "http:127.0.0.1", "http:///x", "jar:http://127.0.0.1!/x", ""));
		for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
			Collections.list(one.getInetAddresses())
				.stream()
				.map(InetAddress::getHostAddress)
				.filter((text) -> text.indexOf(':') < 0)
				.forEach((address) -> urls.add("http://" + address + port + "/own"));
		}
		return urls.stream().map((url) -> url.replace(port, ":" + inside.port())).toList();
	}

	@ParameterizedTest
	@MethodSource("forbidden")
	void noneOfTheseIsCalled(String url) {
		connections.set(0);
		for (String api : List.of("/base/x", "/send/x")) {
			HttpResponse<String> response = header(api, url);
			if (response != null) {
				assertThat(response.statusCode()).as(api).isEqualTo(500);
				assertThat(response.body()).doesNotContain("reached");
			}
		}
		assertThat(connections).hasValue(0);
	}

	@Test
	void thereAreAtLeastSixty() throws SocketException {
		assertThat(forbidden()).hasSizeGreaterThanOrEqualTo(60);
		Measured.figure("S7", forbidden().size() + " forbidden URLs, none called");
	}

	@Test
	void aHostThatTheCatalogNamesIsCalled() {
		assertThat(header("/base/x", "http://127.0.0.1:" + known.port()).body()).isEqualTo("known /x");
	}

	@Test
	void aHostTheOperatorHasListedByNameIsCalledWhereverItIs() {
		dns.set("listed.example", "127.0.0.1");
		assertThat(header("/base/x", "http://listed.example:" + inside.port()).body()).isEqualTo("reached /x");
	}

	@Test
	void aRedirectLeadsNowhereAUrlMayNotLead() {
		connections.set(0);
		assertThat(gateway.get("/follow/redirect").statusCode()).isEqualTo(502);
		assertThat(header("/base/redirect", "http://127.0.0.1:" + known.port()).statusCode()).isEqualTo(302);
		assertThat(connections).hasValue(0);
	}

	private static HttpResponse<String> header(String path, String url) {
		try {
			return gateway.get(path, "X-Url", url);
		}
		catch (IllegalArgumentException cannotBeSent) {
			return null;
		}
	}

}
