package io.selvage.gateway.listener;

import java.net.InetAddress;
import java.util.List;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.selvage.gateway.context.MessageUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TrustedProxiesTests {

	private final TrustedProxies proxies = new TrustedProxies(List.of("10.0.0.0/8", "192.168.1.7", "fd00::/8"));

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "X-Forwarded-For | 203.0.113.7 | 203.0.113.7",
			"X-Forwarded-For | 6.6.6.6, 203.0.113.7, 10.1.2.3 | 203.0.113.7",
			"X-Forwarded-For | 203.0.113.7:51234 | 203.0.113.7", "X-Forwarded-For | [2001:db8::1]:443 | 2001:db8::1",
			"X-Forwarded-For | 2001:db8::1, fd00::5 | 2001:db8::1", "X-Forwarded-For | unknown | 10.0.0.1",
			"X-Forwarded-For | 203.0.113.7, nonsense | 10.0.0.1",
			"Forwarded | for=6.6.6.6, for=203.0.113.7;proto=https;by=10.9.9.9 | 203.0.113.7",
			"Forwarded | proto=https;For=\"[2001:db8::1]:4711\" | 2001:db8::1", "Forwarded | for=_hidden | 10.0.0.1",
			"X-Real-IP | 6.6.6.6 | 10.0.0.1" })
	void theClientIsTheNearestAddressThatIsNoTrustedProxy(String name, String value, String client) throws Exception {
		HttpHeaders headers = new DefaultHttpHeaders().add(name, value);
		assertThat(this.proxies.client(headers, InetAddress.getByName("10.0.0.1"))).isEqualTo(client);
		assertThat(headers.get(name)).isEqualTo(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "11.0.0.1", "192.168.1.8", "fe80::1", "2001:db8::2" })
	void nobodyElseIsBelieved(String peer) throws Exception {
		HttpHeaders headers = new DefaultHttpHeaders().add("X-Forwarded-For", "6.6.6.6")
			.add("X-Forwarded-Host", "evil")
			.add("X-Forwarded-Proto", "https")
			.add("Forwarded", "for=6.6.6.6")
			.add("X-Real-IP", "6.6.6.6")
			.add("X-Other", "stays");
		assertThat(this.proxies.client(headers, InetAddress.getByName(peer)))
			.isEqualTo(io.netty.util.NetUtil.toAddressString(InetAddress.getByName(peer)));
		assertThat(headers.names()).containsExactly("X-Other");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "https | api.example | https://api.example:443/p?q",
					"https, http | api.example:8443, inner | https://api.example:8443/p?q",
					"ftp | bad host | http://gw:80/p?q", "HTTP | [2001:db8::1]:81 | http://[2001:db8::1]:81/p?q" })
	void theUrlIsTheOneATrustedProxyWasCalledBy(String scheme, String host, String url) {
		HttpHeaders headers = new DefaultHttpHeaders().add("X-Forwarded-Proto", scheme).add("X-Forwarded-Host", host);
		MessageUrl seen = this.proxies.url(new RequestLine("/p", "q", "gw"), "http", "/p", headers);
		assertThat(seen.scheme() + "://" + seen.host() + ":" + seen.port() + seen.rawPath() + "?" + seen.rawQuery())
			.isEqualTo(url);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
			"for=6.6.6.6;host=evil, for=9.9.9.9;proto=https;host=\"api.example:8443\", for=10.2.3.4;proto=http;host=inner | https://api.example:8443",
			"for=9.9.9.9;proto=https, for=10.2.3.4;host=inner | https://inner:443",
			"for=\"_a,b;host=evil\";proto=https | https://gw:443",
			"for=\"a\\\"b\";Host=x.example | http://x.example:80", "host=\"a b\";proto=ftp | http://gw:80" })
	void theUrlIsTheOneTheOutermostTrustedProxyHasNoted(String field, String url) {
		MessageUrl seen = this.proxies.url(new RequestLine("/p", "q", "gw"), "http", "/p",
				new DefaultHttpHeaders().add("Forwarded", field));
		assertThat(seen.scheme() + "://" + seen.host() + ":" + seen.port()).isEqualTo(url);
	}

	@ParameterizedTest
	@CsvSource({ "8443, gw, gw:8443", "8443, gw:81, gw:81", "99999, gw, gw:80",
			"8443, [2001:db8::1], [2001:db8::1]:8443" })
	void thePortMayBeNotedByItself(String port, String called, String seen) {
		MessageUrl url = this.proxies.url(new RequestLine("/p", "q", called), "http", "/p",
				new DefaultHttpHeaders().add("X-Forwarded-Port", port));
		assertThat(url.host() + ":" + url.port()).isEqualTo(seen);
	}

	@Test
	void aMalformedRangeIsNamed() {
		for (String range : List.of("10.0.0.0/33", "10.0.0/8/1", "host", "::/129", "10.0.0.0/x")) {
			assertThatThrownBy(() -> new TrustedProxies(List.of(range))).isInstanceOf(IllegalArgumentException.class)
				.hasMessageContaining(range);
		}
	}

}
