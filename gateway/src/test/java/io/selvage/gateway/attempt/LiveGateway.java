package io.selvage.gateway.attempt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.selvage.fabric.FabricServiceName;
import io.selvage.fabric.cluster.FabricCluster;
import io.selvage.fabric.cluster.FabricClusterSettings;
import io.selvage.fabric.naming.NamingClient;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.GatewayResponse;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.forward.BackendTransport;
import io.selvage.gateway.forward.ConnectionSettings;
import io.selvage.gateway.forward.HttpClientRegistry;
import io.selvage.gateway.forward.NettyAttemptClient;
import io.selvage.gateway.forward.RedirectRules;
import io.selvage.gateway.forward.StreamedBody;
import io.selvage.gateway.forward.TransportSpec;
import io.selvage.gateway.policy.BackendSelection;
import io.selvage.gateway.policy.BackendSelection.FabricOptions;
import io.selvage.gateway.policy.ForwardOptions;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.target.EjectionRule;
import io.selvage.gateway.target.Ejections;
import io.selvage.gateway.target.Target;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.breaker.MonotonicClock;
import io.selvage.gateway.target.fabric.FabricBackend;
import io.selvage.gateway.target.fabric.FabricTarget;
import io.selvage.gateway.target.fabric.FabricTargetSettings;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpResources;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The forwarding half of the gateway, with real connections and without a listener:
 * clusters, targets, attempts.
 */
final class LiveGateway implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final HttpClientRegistry clients = new HttpClientRegistry(HttpResources.get(), ConnectionSettings.DEFAULT);

	private final List<FabricCluster> clusters = new ArrayList<>();

	private final LoopResources loops = LoopResources.create("live-gateway", 2, true);

	private final EventLoopGroup group = this.loops.onServer(true);

	private final NettyAttemptClient client = new NettyAttemptClient(this.clients, RedirectRules.SAME_ORIGIN, 65536);

	final AtomicInteger attempts = new AtomicInteger();

	private String url = "http://gateway/api/values";

	Target fabric(String backendId, SimulatedCluster simulated, String service) {
		FabricCluster cluster = FabricCluster
			.open(FabricClusterSettings.of(backendId, List.of(simulated.namingEndpoint())));
		this.clusters.add(cluster);
		FabricBackend backend = new FabricBackend(backendId, this.clients.transport(TransportSpec.plain(backendId)),
				FabricServiceName.of(service), simulated.namingEndpoint() + "/",
				List.of(simulated.namingEndpoint().toString()), 5);
		return new FabricTarget(backend, cluster.resolver(),
				new BackendBreaker(backendId, null, false, new MonotonicClock()),
				new Ejections(EjectionRule.DEFAULT, System::nanoTime), FabricTargetSettings.DEFAULT);
	}

	RequestForwarder forwarder(Target target, RetryBudgetRule budget) {
		return new RequestForwarder(this.client, (execution, selection) -> target, AttemptLimits.DEFAULT,
				new RetryBudgets(budget, System::nanoTime), (context, attempt) -> this.attempts.incrementAndGet());
	}

	/**
	 * Sends a request and reads its answer.
	 * @return the answer; an error is an answer with its status and reason
	 */
	Mono<Answer> send(RequestForwarder forwarder, String method, byte @Nullable [] body, FabricOptions options,
			Duration timeout) {
		return Mono.defer(() -> {
			PolicyExecution execution = execution(method, body);
			execution.select(new BackendSelection.Entity("backend", options));
			ForwardOptions forward = new ForwardOptions(timeout, null, ForwardOptions.HttpVersion.HTTP_1, false, false,
					true, false);
			return forwarder.forward(execution, forward)
				.then(Mono.defer(() -> read(execution)))
				.onErrorResume(PolicyException.class,
						(failure) -> Mono.just(new Answer(execution, failure.status(),
								String.valueOf(failure.error().reason()), new byte[0])))
				.doFinally((signal) -> execution.end());
		});
	}

	NamingClient naming(int cluster) {
		return this.clusters.get(cluster).naming();
	}

	BackendTransport transport(TransportSpec spec) {
		return this.clients.transport(spec);
	}

	/** Sends a GET request for another URL than usual. */
	Answer call(Target target, String url, FabricOptions options) {
		this.url = url;
		return call(target, "GET", null, options);
	}

	Answer call(Target target, String method, byte @Nullable [] body, FabricOptions options) {
		return call(target, method, body, options, Duration.ofSeconds(10));
	}

	Answer call(Target target, String method, byte @Nullable [] body, FabricOptions options, Duration timeout) {
		Answer answer = send(forwarder(target, RetryBudgetRule.DEFAULT), method, body, options, timeout)
			.block(PATIENCE);
		if (answer == null) {
			throw new IllegalStateException("no answer");
		}
		return answer;
	}

	private static Mono<Answer> read(PolicyExecution execution) {
		GatewayResponse response = execution.context().response();
		if (response == null) {
			return Mono.error(new IllegalStateException("no response"));
		}
		Mono<byte[]> content = (response.body() != null) ? response.body().buffer(4 << 20) : Mono.just(new byte[0]);
		return content.map((bytes) -> new Answer(execution, response.statusCode(), response.reason(), bytes));
	}

	private PolicyExecution execution(String method, byte @Nullable [] body) {
		PolicyExecution plain = TestRequests.execution(method);
		PolicyContext template = plain.context();
		StreamedBody streamed = (body != null) ? new StreamedBody(parts(body), this.group.next(), body.length) : null;
		ListHeaders headers = new ListHeaders();
		headers.add("Host", "gateway");
		if (body != null) {
			headers.add("Content-Length", Integer.toString(body.length));
		}
		GatewayRequest request = new GatewayRequest(method, MessageUrl.parse(this.url), headers, streamed, "127.0.0.1");
		PolicyContext context = new PolicyContext(template.caller(), template.deployment(), request);
		context.trace(template.trace());
		return new PolicyExecution(context, plain.services());
	}

	private static Flux<ByteBuf> parts(byte[] body) {
		int size = 8192;
		return Flux.range(0, (body.length + size - 1) / size)
			.map((part) -> Unpooled.wrappedBuffer(body, part * size, Math.min(size, body.length - part * size)));
	}

	@Override
	public void close() {
		this.clusters.forEach(FabricCluster::close);
		this.clients.close();
		this.loops.dispose();
	}

	/**
	 * What came back.
	 *
	 * @param execution the request
	 * @param status its status
	 * @param reason its reason phrase, or the reason of the error
	 * @param content its body
	 */
	record Answer(PolicyExecution execution, int status, String reason, byte[] content) {

		JsonNode json() {
			return JsonMapper.shared().readTree(this.content);
		}

		long traced(String message) {
			return this.execution.context()
				.trace()
				.entries()
				.stream()
				.filter((entry) -> entry.data() instanceof Map<?, ?> data
						&& String.valueOf(data.get("message")).startsWith(message))
				.count();
		}

	}

}
