package io.selvage.gateway.policy.store.redis;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageBody;
import io.selvage.gateway.expression.json.JToken;
import io.selvage.gateway.expression.time.DateTime;
import io.selvage.gateway.expression.time.TimeSpan;
import io.selvage.gateway.expression.xml.XElement;
import io.selvage.gateway.policy.store.CachedResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SharedValuesTests {

	static Stream<Object> values() {
		return Stream.of("text with ümlaut \u0000", "", 7, -7L, 1.5, 1.5f, new BigDecimal("1.10"), true, 'x',
				UUID.randomUUID(), DateTime.utcNow(), new TimeSpan(42));
	}

	@ParameterizedTest
	@MethodSource("values")
	void aValueComesBackWithItsType(Object value) {
		assertThat(SharedValues.decode(SharedValues.encode(value))).isEqualTo(value).hasSameClassAs(value);
	}

	@Test
	void jsonXmlAndBytesComeBack() {
		JToken json = JToken.parse("{\"a\":[1,\"x\",null],\"b\":\"text\"}");
		assertThat(JToken.deepEquals((JToken) SharedValues.decode(SharedValues.encode(json)), json)).isTrue();
		JToken text = JToken.parse("\"only text\"");
		assertThat(JToken.deepEquals((JToken) SharedValues.decode(SharedValues.encode(text)), text)).isTrue();
		assertThat(SharedValues.decode(SharedValues.encode(XElement.parse("<a b=\"1\"> c </a>", true))))
			.hasToString("<a b=\"1\"> c </a>");
		assertThat((byte[]) SharedValues.decode(SharedValues.encode(new byte[] { 0, -1, 7 }))).containsExactly(0, -1,
				7);
	}

	@Test
	void responsesComeBackWithTheirLinesAndContent() {
		ListHeaders lines = new ListHeaders();
		lines.add("X-A", "1");
		lines.add("X-A", "2");
		byte[] body = "body".getBytes(StandardCharsets.UTF_8);
		CachedResponse kept = (CachedResponse) SharedValues.decode(SharedValues
			.encode(new CachedResponse(203, "Other", lines, body, Map.of("Accept", "text/plain"), 1234567890L)));
		assertThat(kept.statusCode()).isEqualTo(203);
		assertThat(kept.reason()).isEqualTo("Other");
		assertThat(kept.headers().all("x-a")).containsExactly("1", "2");
		assertThat(kept.body()).isEqualTo(body);
		assertThat(kept.vary().get("accept")).isEqualTo("text/plain");
		assertThat(kept.storedSeconds()).isEqualTo(1234567890L);
		GatewayResponse answer = (GatewayResponse) SharedValues
			.decode(SharedValues.encode(new GatewayResponse(404, "Not Found", lines, MessageBody.of(body))));
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.body().bytes()).isEqualTo(body);
	}

	@Test
	void whatCannotBeReadIsAMiss() {
		byte[] whole = SharedValues.encode("a longer text");
		for (int length = 0; length < whole.length; length++) {
			assertThat(SharedValues.decode(java.util.Arrays.copyOf(whole, length))).isNull();
		}
		assertThat(SharedValues.decode("?".getBytes(StandardCharsets.UTF_8))).isNull();
	}

	@Test
	void aValueOfAnotherTypeIsRefusedByName() {
		assertThatIllegalArgumentException().isThrownBy(() -> SharedValues.encode(new Thread()))
			.withMessage("A value of the type Thread cannot be kept in the shared cache.");
	}

}
