package io.selvage.gateway.context;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MessageUrlTests {

	@ParameterizedTest
	@CsvSource({ "http://a.example, a.example, 80", "https://a.example/x?y, a.example, 443",
			"http://[::1]:8080/x, [::1], 8080", "http://orders_service:8080/api, orders_service, 8080",
			"http://orders_service, orders_service, 80", "https://user:pw@orders_service:1/, orders_service, 1",
			"http://b\u00fccher.example/x, xn--bcher-kva.example, 80" })
	void hostsAreFoundAlsoWhereTheyAreNoUsualNames(String text, String host, int port) {
		MessageUrl url = MessageUrl.parse(text);
		assertThat(url.host()).isEqualTo(host);
		assertThat(url.port()).isEqualTo(port);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.example", "/path", "http:", "http://:80", "http://a.example:65536", "http://a_b:99999",
			"http://a_b:x", "http://a,b" })
	void whatNamesNoHostOrPortIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> MessageUrl.parse(text));
	}

}
