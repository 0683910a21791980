package io.selvage.gateway.config;

import java.util.stream.Stream;

import io.selvage.gateway.GatewayApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What an operator sees of a setting that is wrong.
 */
@ExtendWith(OutputCaptureExtension.class)
class SettingsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					--selvage.trusted-proxies=nonsense           | selvage.trusted-proxies: 'nonsense' is not an IP address range such as 10.0.0.0/8
					--selvage.hostnames=https://a.example        | selvage.hostnames: 'https://a.example' is not a hostname such as api.example.com
					--selvage.hostnames=a.example:443            | selvage.hostnames: 'a.example:443' is not a hostname
					--selvage.hostnames=a.*.example              | selvage.hostnames: 'a.*.example' is not a hostname
					--selvage.hostnames=*                        | selvage.hostnames: '*' is not a hostname
					--selvage.hostnames=[::g]                    | selvage.hostnames: '[::g]' is not a hostname
					--selvage.hostnames=m\u00fcller.example      | is not a hostname such as api.example.com, *.example.com or [2001:db8::1], without scheme, port and path, in ASCII
					--selvage.management.token=short             | selvage.management.token has less than 20 characters
					--selvage.management.jwt.issuer=https://idp  | selvage.management.jwt.audience is missing
					--selvage.forward.allowed-base-urls[0]=::    | selvage.forward.allowed-base-urls: '::' is not a URL such as https://*.example.com
					--selvage.network.trusted-certificates=none  | The file none of trusted authorities cannot be read
					--selvage.forward.attempts.max=0             | Property: selvage.forward.attempts.max
					--selvage.forward.retry-budget.percent=101   | Property: selvage.forward.retryBudget.percent
					--selvage.forward.connections.max-idle=-1s   | Property: selvage.forward.connections.maxIdle
					--selvage.health.probes.a.interval=0s        | Property: selvage.health.probes[a].interval
					--selvage.limits.connections=0               | Property: selvage.limits.connections
					--selvage.limits.body=-1B                    | Property: selvage.limits.body
					--selvage.limits.bodies.orders=-1B           | Property: selvage.limits.bodies[orders]
					--selvage.limits.lag=0s                      | Property: selvage.limits.lag
					--selvage.policy-body-limit=3GB              | must be between 0 and 2147483647 bytes
					--selvage.web-sockets.max-frame=0B           | Property: selvage.webSockets.maxFrame
					--selvage.forward.attempts.replay-limit=-1B  | Property: selvage.forward.attempts.replayLimit
					--selvage.forward.fabric.condition-body-limit=3GB | Property: selvage.forward.fabric.conditionBodyLimit
					--selvage.listener.min-rate=-1B              | Property: selvage.listener.minRate
					--selvage.expressions.max-memory=2GB         | must be between 1 and 1073741824 bytes
					--selvage.expressions.max-steps=0            | Property: selvage.expressions.maxSteps
					--selvage.expressions.max-time=0ms           | Property: selvage.expressions.maxTime
					""")
	void settingThatIsWrongIsNamedWithoutStackTrace(String setting, String told, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(setting).close());
		assertThat(output).contains("APPLICATION FAILED TO START", told).doesNotContain("\tat org.springframework");
	}

	@Test
	void settingThatNobodyReadsIsToldOf(CapturedOutput output) {
		start("--selvage.limit.body=1MB", "--selvage.limits.bodies.orders=1MB",
				"--selvage.trusted-proxies[0]=10.0.0.0/8", "--selvage.health.probes.orders.path=/up",
				"--selvage.forward.attempts.maximum=3")
			.close();
		assertThat(output).contains("The setting selvage.limit.body has no effect",
				"The setting selvage.forward.attempts.maximum has no effect");
		assertThat(output.getOut().split("has no effect", -1)).hasSize(3);
	}

	private static ConfigurableApplicationContext start(String... settings) {
		Stream<String> common = Stream.of("--server.port=0", "--management.server.port=0",
				"--selvage.catalog.store.type=none");
		return SpringApplication.run(GatewayApplication.class,
				Stream.concat(common, Stream.of(settings)).toArray(String[]::new));
	}

}
