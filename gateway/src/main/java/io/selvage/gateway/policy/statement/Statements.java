package io.selvage.gateway.policy.statement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.selvage.gateway.policy.CallStatement;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementRegistry;
import io.selvage.gateway.policy.store.PolicyStores;
import io.selvage.gateway.policy.jwt.OpenIdConfigurations;

/**
 * The registration of all policies. A new policy is one class, one line here, and its
 * tests.
 */
public final class Statements {

	private Statements() {
	}

	/**
	 * Registers all policies, with caches and counters of their own.
	 * @param more policies that need parts of the gateway this package does not know
	 * @return the registry
	 */
	public static StatementRegistry registry(Collection<? extends StatementFactory> more) {
		return registry(more, PolicyStores.inProcess());
	}

	/**
	 * Registers all policies.
	 * @param more policies that need parts of the gateway this package does not know
	 * @param stores what policies keep between requests
	 * @return the registry
	 */
	public static StatementRegistry registry(Collection<? extends StatementFactory> more, PolicyStores stores) {
		List<StatementFactory> factories = new ArrayList<>(routing());
		factories.addAll(stored(stores));
		factories.addAll(tokens());
		factories.addAll(telemetry(stores));
		factories.addAll(transformation());
		factories.addAll(validation());
		factories.addAll(more);
		List<CallStatement> calls = new ArrayList<>();
		for (StatementFactory factory : factories) {
			if (factory instanceof CallStatement call) {
				calls.add(call);
			}
		}
		factories.add(new SendRequest(calls));
		factories.add(new SendOneWayRequest(calls));
		return new StatementRegistry(factories, RefusedPolicies.REASONS);
	}

	private static List<StatementFactory> tokens() {
		OpenIdConfigurations configurations = new OpenIdConfigurations(System::nanoTime);
		return List.of(new ValidateJwt(configurations), new ValidateAzureAdToken(configurations),
				new GetAuthorizationContext());
	}

	private static List<StatementFactory> telemetry(PolicyStores stores) {
		return List.of(new EmitMetric(), new LogToEventhub(), new EmitTokenMetric("llm-emit-token-metric"),
				new EmitTokenMetric("azure-openai-emit-token-metric"), new TokenLimit("llm-token-limit", stores),
				new TokenLimit("azure-openai-token-limit", stores));
	}

	private static List<StatementFactory> transformation() {
		return List.of(new ConvertJsonToXml(), new ConvertXmlToJson(), new Jsonp(), new RedirectContentUrls(),
				new CrossDomain());
	}

	private static List<StatementFactory> stored(PolicyStores stores) {
		return List.of(new CacheLookup(stores), new CacheStore(stores), new CacheLookupValue(stores),
				new CacheStoreValue(stores), new CacheRemoveValue(stores), new CacheValue(stores),
				new RateLimit(stores.counters()), new RateLimitByKey(stores.counters()), new Quota(stores),
				new QuotaByKey(stores));
	}

	private static List<StatementFactory> routing() {
		return List.of(new SetBackendService(), new ForwardRequest(), new Retry(), new Choose(), new SetVariable(),
				new SetHeader(), new SetQueryParameter(), new SetMethod(), new SetStatus(), new SetBody(),
				new RewriteUri(), new ReturnResponse(), new MockResponse(), new LimitConcurrency(), new Wait(),
				new FindAndReplace(), new CheckHeader(), new IpFilter(), new Cors(), new Trace(),
				new AuthenticationBasic(), new AuthenticationCertificate(), new Proxy());
	}

	private static List<StatementFactory> validation() {
		return List.of(new ValidateParameters(), new ValidateHeaders(), new ValidateStatusCode(), new ValidateContent(),
				new ValidateClientCertificate(), new XslTransform());
	}

}
