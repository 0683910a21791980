package io.selvage.gateway.attempt;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.selvage.fabric.FabricServiceName;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.target.EjectionRule;
import io.selvage.gateway.target.Ejections;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.breaker.MonotonicClock;
import io.selvage.gateway.target.fabric.FabricBackend;
import io.selvage.gateway.target.fabric.FabricTarget;
import io.selvage.gateway.target.fabric.FabricTargetSettings;
import io.selvage.gateway.trace.TraceEntry;
import io.selvage.gateway.trace.TraceRecorder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static io.selvage.gateway.attempt.ScriptedResolver.instance;
import static io.selvage.gateway.attempt.ScriptedResolver.resolution;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares a call with what was recorded of Azure API Management: three instances that
 * answer 204 to a condition that wants 200.
 */
class RecordedFabricCallTests {

	private static final String RESOLVED = "Partition successfully resolved";

	private static final FabricOptions RECORDED = new FabricOptions(
			TestRequests.expression("context.Response.StatusCode != 200", TestRequests::statusIsNot200), null, null,
			"HttpServiceEndpoint", null);

	private final JsonNode recording = read();

	private final ScriptedResolver resolver = new ScriptedResolver(
			resolution(35, instance("10.0.0.4"), instance("10.0.0.6"), instance("10.0.0.5")));

	private final ScriptedClient client = new ScriptedClient((endpoint, number) -> 204);

	private RequestForwarder forwarder;

	@BeforeEach
	void build() {
		FabricBackend backend = new FabricBackend("sfbackend", TestRequests.transport("sfbackend"),
				FabricServiceName.of("fabric:/App/Svc"), "https://cluster:19080/", List.of("https://cluster:19080"),
				this.recording.get("maxPartitionResolutionRetries").intValue());
		FabricTarget target = new FabricTarget(backend, this.resolver,
				new BackendBreaker("sfbackend", null, false, new MonotonicClock()),
				new Ejections(EjectionRule.DEFAULT, System::nanoTime), FabricTargetSettings.DEFAULT);
		this.forwarder = TestRequests.forwarder(this.client, target);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 3, 30 })
	void theTraceIsTheRecordedOneWhereverTheReResolvesEnd(int resolveMillis) {
		this.client.latency = Duration.ofMillis(5);
		this.resolver.refreshes = (previous) -> Mono.delay(Duration.ofMillis(resolveMillis))
			.thenReturn(this.resolver.current);
		PolicyExecution execution = TestRequests.execution("GET");

		int status = TestRequests.forward(this.forwarder, execution, RECORDED);

		assertThat(status).isEqualTo(204);
		List<Map<String, Object>> mine = normalise(execution);
		assertThat(without(mine)).containsExactlyElementsOf(without(recorded()));
		assertThat(mine.stream().filter((entry) -> RESOLVED.equals(entry.get("message")))).hasSize(6);
	}

	@Test
	void eighteenAttemptsOneResolveFiveReResolvesAndEveryAnswerButTheLastGivenUp() {
		TestRequests.forward(this.forwarder, TestRequests.execution("GET"), RECORDED);

		assertThat(this.client.called).hasSize(18);
		assertThat(this.resolver.resolves).hasValue(1);
		assertThat(this.resolver.reResolves).hasValue(5);
		assertThat(this.client.discarded).hasValue(17);
	}

	@Test
	void theNextRequestBeginsWithTheNextInstance() {
		this.resolver.warm = true;
		FabricOptions once = new FabricOptions(null, null, null, "HttpServiceEndpoint", null);

		for (int i = 0; i < 4; i++) {
			TestRequests.forward(this.forwarder, TestRequests.execution("GET"), once);
		}

		assertThat(this.client.called).containsExactly("http://10.0.0.4:20008", "http://10.0.0.6:20008",
				"http://10.0.0.5:20008", "http://10.0.0.4:20008");
	}

	private static List<Map<String, Object>> without(List<Map<String, Object>> entries) {
		return entries.stream().filter((entry) -> !RESOLVED.equals(entry.get("message"))).toList();
	}

	private List<Map<String, Object>> recorded() {
		List<Map<String, Object>> entries = new ArrayList<>();
		for (JsonNode entry : this.recording.get("entries")) {
			Map<String, Object> facts = new LinkedHashMap<>();
			entry.properties().forEach((property) -> {
				if (!property.getValue().isNull()) {
					facts.put(property.getKey(), property.getValue().asString());
				}
			});
			entries.add(facts);
		}
		return entries;
	}

	private static List<Map<String, Object>> normalise(PolicyExecution execution) {
		TraceRecorder trace = execution.context().trace();
		assertThat(trace).isNotNull();
		return trace.entries().stream().map(RecordedFabricCallTests::facts).toList();
	}

	private static Map<String, Object> facts(TraceEntry entry) {
		Map<?, ?> data = (Map<?, ?>) entry.data();
		Map<String, Object> facts = new LinkedHashMap<>();
		facts.put("source", entry.source());
		Object message = data.get("message");
		if (message == null) {
			facts.put("response", at(data, "response", "status", "code"));
			return facts;
		}
		String text = message.toString();
		facts.put("message", text);
		if (text.startsWith("Retrying...")) {
			facts.put("attempt", at(data, "attempt"));
		}
		if (text.startsWith("Trying instance")) {
			Map<?, ?> listeners = (Map<?, ?>) ((Map<?, ?>) data.get("url")).get("listeners");
			facts.put("instance", listeners.values().iterator().next());
			facts.put("type", at(data, "type"));
		}
		if (text.startsWith("Request is being forwarded")) {
			facts.put("url", at(data, "request", "url"));
		}
		if (text.startsWith("Expression")) {
			facts.put("expression", at(data, "expression"));
			facts.put("value", at(data, "value"));
		}
		if (text.startsWith("Partition successfully")) {
			facts.put("endpointsCount", at(data, "endpointsCount"));
		}
		if (text.equals("Resolving partition") || text.startsWith("Re-resolving")) {
			facts.put("partitionKey", at(data, "partitionKey", "kind"));
			facts.put("previous", String.valueOf(data.containsKey("previousPartitionVersion")));
		}
		return facts;
	}

	private static String at(Map<?, ?> data, String... path) {
		Object value = data;
		for (String key : path) {
			value = ((Map<?, ?>) value).get(key);
		}
		return String.valueOf(value);
	}

	private static JsonNode read() {
		InputStream json = RecordedFabricCallTests.class.getResourceAsStream("recorded-fabric-call.json");
		assertThat(json).isNotNull();
		return JsonMapper.shared().readTree(json);
	}

}
