package io.selvage.fabric;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ListenerChoiceTests {

	private static FabricEndpoint endpoint(String... namesAndAddresses) {
		Map<String, ListenerAddress> listeners = new LinkedHashMap<>();
		for (int i = 0; i < namesAndAddresses.length; i += 2) {
			listeners.put(namesAndAddresses[i], ListenerAddress.of(namesAndAddresses[i + 1]));
		}
		return new FabricEndpoint(EndpointKind.STATELESS, "", listeners);
	}

	@Test
	void anExactNameWinsOverOneThatDiffersInCase() {
		FabricEndpoint endpoint = endpoint("HTTP", "http://h:1", "http", "http://h:2");
		assertThat(endpoint.listener("http").port()).isEqualTo(2);
		assertThat(endpoint.listener("HTTP").port()).isEqualTo(1);
		assertThat(endpoint.findListener("Http")).as("ambiguous").isNull();
	}

	@Test
	void theOnlyNameThatDiffersInCaseIsFound() {
		assertThat(endpoint("HttpServiceEndpoint", "http://h:1", "Other", "http://h:2").listener("httpserviceendpoint")
			.port()).isEqualTo(1);
	}

	@Test
	void withoutANameTheUnnamedListenerIsTakenElseTheOnlyHttpOne() {
		assertThat(endpoint("A", "http://h:1", "", "http://h:2").listener(null).port()).isEqualTo(2);
		assertThat(endpoint("remoting", "h:9+p-r", "web", "https://h:3").listener(null).port()).isEqualTo(3);
		assertThat(endpoint("", "h:9+p-r", "web", "https://h:3").listener(null).port()).isEqualTo(3);
	}

	@Test
	void aChoiceThatCannotBeMadeListsTheListeners() {
		assertThatExceptionOfType(FabricException.ListenerNotFound.class)
			.isThrownBy(() -> endpoint("A", "http://h:1", "B", "https://h:2").listener(null))
			.withMessageContaining("'A' = http://h:1, 'B' = https://h:2");
		assertThatExceptionOfType(FabricException.ListenerNotFound.class)
			.isThrownBy(() -> endpoint("A", "http://h:1").listener("C"))
			.withMessageContaining("'C'")
			.withMessageContaining("'A' = http://h:1");
		assertThatExceptionOfType(FabricException.ListenerNotFound.class).isThrownBy(() -> endpoint().listener(null))
			.withMessageContaining("no listeners");
	}

	@ParameterizedTest
	@CsvSource({ "10.0.0.5:20001+28bfaf73-132429154475414363", "96aa35826d99b860ca69e40a345c6b1b:134133997665805060",
			"net.tcp://h:1/x", "http://", "http:///path", "http://user@h:1/", "http://h:99999/", "ftp://h/",
			"address_1", "http://h:0/", "httpx://h:1/", "http://h h:1" })
	void whatIsNoHttpAddressIsNeverRoutedTo(String address) {
		FabricEndpoint endpoint = endpoint("L", address);
		assertThat(endpoint.routable()).isFalse();
		assertThat(endpoint.findListener("L")).isNull();
		assertThat(endpoint.findListener(null)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "http://h:1, /a/b, /a/b", "http://h:1/, /a, /a", "http://h:1/base, /a, /base/a",
			"http://h:1/base/, /a, /base/a", "http://h:1/base//, a, /base/a", "http://h:1/base, '', /base/",
			"http://h:1, '', /", "http://h:1/b%2Fc/, /d%20e, /b%2Fc/d%20e" })
	void basePathAndRequestPathAreJoinedWithOneSlash(String address, String path, String expected) {
		assertThat(ListenerAddress.of(address).join(path)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "http://h, 80, false", "https://h, 443, true", "HTTPS://h:8443/x, 8443, true", "ws://h, 80, false",
			"wss://h, 443, true", "http://[::1]:81, 81, false" })
	void portAndSecurityFollowTheScheme(String address, int port, boolean secure) {
		ListenerAddress listener = ListenerAddress.of(address);
		assertThat(listener.port()).isEqualTo(port);
		assertThat(listener.secure()).isEqualTo(secure);
	}

}
