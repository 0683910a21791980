package io.selvage.gateway.policy.statement;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.selvage.gateway.context.DeploymentInfo;
import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.context.SubscriptionInfo;
import io.selvage.gateway.dryrun.DryAnswer;
import io.selvage.gateway.dryrun.DryOutcome;
import io.selvage.gateway.dryrun.SampleContext;
import io.selvage.gateway.expression.ExpressionCompiler;
import io.selvage.gateway.policy.PolicyCompilation;
import io.selvage.gateway.policy.PolicyFixture;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.policy.PolicyScope;
import io.selvage.gateway.policy.PolicySource;
import io.selvage.gateway.policy.TestEnvironment;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.store.PolicyStores;
import org.jspecify.annotations.Nullable;

/**
 * Several requests through one document at times that a test sets.
 */
final class StoredRuns {

	static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

	private final AtomicLong nanos = new AtomicLong();

	private final PolicyLanguage language;

	private final TestEnvironment environment = new TestEnvironment();

	private @Nullable PolicyPlan plan;

	private String method = "GET";

	private String body = "answer";

	private int status = 200;

	private @Nullable String answerHeader;

	private StoredRuns(@Nullable PolicyStores stores) {
		this.language = new PolicyLanguage(
				Statements.registry(List.of(),
						(stores != null) ? stores : PolicyStores.inProcess(this.nanos::get, ORIGIN)),
				new ExpressionCompiler(), PolicyLanguage.DEFAULT_BODY_LIMIT);
	}

	static StoredRuns of(PolicyScope scope, String inbound, String outbound) {
		return of(null, scope, inbound, outbound);
	}

	static StoredRuns of(@Nullable PolicyStores stores, PolicyScope scope, String inbound, String outbound) {
		StoredRuns runs = new StoredRuns(stores);
		PolicyCompilation compilation = runs.compile(scope, inbound, outbound);
		runs.plan = compilation.plan();
		if (runs.plan == null) {
			throw new AssertionError(compilation.problems().toString());
		}
		return runs;
	}

	static List<String> problems(PolicyScope scope, String inbound) {
		return new StoredRuns(null).compile(scope, inbound, "").problems().stream().map(Object::toString).toList();
	}

	private PolicyCompilation compile(PolicyScope scope, String inbound, String outbound) {
		String text = "<policies><inbound>" + inbound + "</inbound><outbound>" + outbound + "</outbound></policies>";
		return this.language.compiler(this.environment)
			.compile(Map.of(scope, PolicySource.strict("test", text, PolicyFormat.RAWXML)));
	}

	StoredRuns after(Duration time) {
		this.nanos.addAndGet(time.toNanos());
		return this;
	}

	StoredRuns method(String name) {
		this.method = name;
		return this;
	}

	StoredRuns backend(int code, String text) {
		this.status = code;
		this.body = text;
		return this;
	}

	StoredRuns backendVaries(String header) {
		this.answerHeader = header;
		return this;
	}

	DryOutcome get(String path, @Nullable String subscription) {
		return get(path, subscription, (request) -> {
		});
	}

	DryOutcome get(String path, @Nullable String subscription, Consumer<GatewayRequest> change) {
		GatewayRequest request = new GatewayRequest(this.method, MessageUrl.parse("https://gw.example" + path),
				new ListHeaders(), null, "192.0.2.7");
		change.accept(request);
		SubscriptionInfo caller = (subscription != null)
				? new SubscriptionInfo(subscription, "s", "k", "k", "k2", ORIGIN.minusSeconds(50), null, null) : null;
		PolicyContext context = new PolicyContext(
				new PolicyContext.Caller(SampleContext.API, SampleContext.OPERATION, null, caller, null),
				new DeploymentInfo("selvage", "local", "managed", true, "i", Map.of()), request);
		ListHeaders headers = new ListHeaders();
		headers.add("Set-Cookie", "a=1");
		headers.add("X-Backend", "yes");
		if (this.answerHeader != null) {
			headers.add("Vary", this.answerHeader);
		}
		return PolicyFixture.dryRun()
			.run(this.plan, this.environment, context,
					List.of(new DryAnswer.Response(this.status, "", headers, this.body.getBytes(StandardCharsets.UTF_8),
							Duration.ZERO)))
			.block(Duration.ofSeconds(20));
	}

	int status(@Nullable String subscription) {
		return get("/a", subscription).context().response().statusCode();
	}

}
