package io.selvage.gateway.policy.statement;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.context.SubscriptionInfo;
import io.selvage.gateway.context.UserInfo;
import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.StatementTrace;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import io.selvage.gateway.policy.store.CachedResponse;
import io.selvage.gateway.policy.store.PolicyStores;
import io.selvage.gateway.policy.store.ResponseCaching;
import io.selvage.gateway.policy.store.ValueCache;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code cache-lookup}: answers a GET request with a stored response; no later statement
 * runs then. On a miss it notes the key for {@code cache-store}.
 */
final class CacheLookup implements StatementFactory {

	private static final ElementSpec HEADER = ElementSpec.named("vary-by-header").holding(ElementSpec.Content.TEXT);

	private static final ElementSpec PARAMETER = ElementSpec.named("vary-by-query-parameter")
		.holding(ElementSpec.Content.TEXT);

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("cache-lookup")
			.with(AttributeSpec.bool("vary-by-developer").mandatory().orExpression(),
					AttributeSpec.bool("vary-by-developer-groups").mandatory().orExpression(),
					AttributeSpec.choice("downstream-caching-type", "none", "private", "public")
						.orExpression()
						.otherwise("none"),
					AttributeSpec.bool("must-revalidate").orExpression().otherwise("true"),
					AttributeSpec.bool("allow-private-response-caching").orExpression().otherwise("false"),
					CacheAttributes.CACHING_TYPE)
			.with(HEADER, 0, ElementSpec.MANY)
			.with(PARAMETER, 0, ElementSpec.MANY), "Answers GET requests with stored responses.")
		.in(Section.INBOUND)
		.onlyOnce();

	private final PolicyStores stores;

	CacheLookup(PolicyStores stores) {
		this.stores = stores;
	}

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		Variation variation = new Variation(binding.bool("vary-by-developer"), binding.bool("vary-by-developer-groups"),
				contents(binding, HEADER), contents(binding, PARAMETER));
		return new LookupStep(variation, binding.text("downstream-caching-type"), binding.bool("must-revalidate"),
				binding.bool("allow-private-response-caching"),
				new Cache(CacheAttributes.cache(binding, this.stores), this.stores.clock()));
	}

	private static List<Value<String>> contents(StatementBinding binding, ElementSpec element) {
		return binding.children(element.name()).stream().map(StatementBinding::content).toList();
	}

	/**
	 * Which requests are answered differently.
	 */
	private record Variation(Value<Boolean> developer, Value<Boolean> groups, List<Value<String>> headers,
			List<Value<String>> parameters) {

		private static final char NEXT = '\u001f';

		String key(PolicyExecution execution) {
			PolicyContext context = execution.context();
			GatewayRequest request = context.request();
			StringBuilder key = new StringBuilder(128).append(NEXT).append("response");
			key.append(NEXT).append(context.api().id()).append(NEXT).append(context.api().revision());
			key.append(NEXT).append(request.originalUrl().host()).append(request.originalUrl().rawPath());
			query(request, key, execution);
			for (String name : names(this.headers, execution)) {
				key.append(NEXT).append(name).append(':').append(String.join(",", request.headers().all(name)));
			}
			if (this.developer.get(execution)) {
				key.append(NEXT).append(developer(context));
			}
			if (this.groups.get(execution)) {
				UserInfo user = context.caller().user();
				key.append(NEXT)
					.append((user != null) ? user.groups().stream().map(UserInfo.Group::id).sorted().toList() : "");
			}
			return key.toString();
		}

		private void query(GatewayRequest request, StringBuilder key, PolicyExecution execution) {
			Map<String, List<String>> query = request.originalUrl().query();
			if (this.parameters.isEmpty()) {
				new TreeMap<>(query).forEach((name, values) -> append(key, name, values));
				return;
			}
			for (String name : names(this.parameters, execution)) {
				List<String> values = query.get(name);
				if (values != null) {
					append(key, name, values);
				}
			}
		}

		private static void append(StringBuilder key, String name, List<String> values) {
			values.forEach((value) -> key.append(NEXT)
				.append(name.length())
				.append('?')
				.append(name)
				.append(value.length())
				.append('=')
				.append(value));
		}

		private static List<String> names(List<Value<String>> values, PolicyExecution execution) {
			List<String> names = new ArrayList<>(values.size());
			for (Value<String> value : values) {
				for (String name : value.get(execution).split(";")) {
					if (!name.isBlank()) {
						names.add(name.strip());
					}
				}
			}
			return names;
		}

		private static String developer(PolicyContext context) {
			UserInfo user = context.caller().user();
			SubscriptionInfo subscription = context.caller().subscription();
			return (user != null) ? "user " + user.id()
					: (subscription != null) ? "subscription " + subscription.id() : "";
		}

	}

	private record Cache(ValueCache values, InstantSource clock) {
	}

	private record LookupStep(Variation variation, Value<String> downstream, Value<Boolean> mustRevalidate,
			Value<Boolean> allowPrivate, Cache cache) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			GatewayRequest request = execution.context().request();
			if (!request.method().equals("GET")) {
				return null;
			}
			if (request.headers().contains("Authorization") && !this.allowPrivate.get(execution)) {
				trace(execution, "The request has an Authorization header: its response is not cached.");
				return null;
			}
			String key = this.variation.key(execution);
			return Reply.use(this.cache.values().get(key), (found) -> {
				if (found instanceof CachedResponse response && response.fits(request.headers())) {
					trace(execution, "Cache lookup resulted in a hit: the stored response is returned.");
					execution.context().response(response.serve(this.cache.clock().instant().getEpochSecond()));
					execution.terminate();
					return null;
				}
				trace(execution, "Cache lookup resulted in a miss.");
				execution.responseCaching(new ResponseCaching(this.cache.values(), key, this.downstream.get(execution),
						this.mustRevalidate.get(execution)));
				return null;
			});
		}

		private static void trace(PolicyExecution execution, String message) {
			if (StatementTrace.isOn(execution)) {
				StatementTrace.write(execution, SPEC.name(), message);
			}
		}

	}

}
