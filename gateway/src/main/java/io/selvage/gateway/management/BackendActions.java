package io.selvage.gateway.management;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.selvage.catalog.CatalogError;
import io.selvage.catalog.CatalogException;
import io.selvage.catalog.management.ActionFailedException;
import io.selvage.catalog.management.ResourceAction;
import io.selvage.catalog.management.ResourceActions;
import io.selvage.catalog.resource.Resource;
import io.selvage.catalog.resource.ResourceReader;
import io.selvage.catalog.resource.Violation;
import io.selvage.catalog.security.Caller;
import io.selvage.gateway.health.ProbeRule;
import io.selvage.gateway.runtime.GatewayRuntime;
import io.selvage.gateway.target.Target;
import io.selvage.gateway.target.breaker.BackendBreaker;
import io.selvage.gateway.target.pool.PoolTarget;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the management API can do with a backend that is served: {@code POST
 * …/backends/{id}/health}, {@code /trip}, {@code /reset}, {@code /resolve} and
 * {@code /reconnect}. Parameters come as {@code {"properties": {…}}}, like those of API
 * Management's own {@code reconnect}.
 */
public final class BackendActions implements ResourceActions {

	/** For how long a circuit is opened if nobody says. */
	static final Duration DEFAULT_TRIP = Duration.ofMinutes(1);

	private static final Duration LONGEST = Duration.ofDays(1);

	private final GatewayRuntime runtime;

	private final FabricLookup lookup;

	private final Reconnects reconnects;

	private final Map<String, ProbeRule> probes;

	/**
	 * Creates the actions.
	 * @param runtime what is served
	 * @param lookup asks naming services
	 * @param reconnects renews connections
	 * @param probes how backends are probed, by resource name
	 */
	public BackendActions(GatewayRuntime runtime, FabricLookup lookup, Reconnects reconnects,
			Map<String, ProbeRule> probes) {
		this.runtime = runtime;
		this.lookup = lookup;
		this.reconnects = reconnects;
		this.probes = Map.copyOf(probes);
	}

	@Override
	public List<ResourceAction> all() {
		return List.of(new BackendAction("health", Caller.Access.READ, this::health),
				new BackendAction("resolve", Caller.Access.READ, this::resolve),
				new BackendAction("trip", Caller.Access.WRITE, this::trip),
				new BackendAction("reset", Caller.Access.WRITE, this::reset),
				new BackendAction("reconnect", Caller.Access.WRITE, this::reconnect));
	}

	private Mono<JsonNode> health(Resource backend, JsonNode body) {
		Target target = this.runtime.backend(backend.name());
		if (target == null) {
			return Mono.error(unusable(backend));
		}
		ObjectNode status = JsonMapper.shared().valueToTree(BackendStatus.of(backend.name(), target));
		ProbeRule rule = this.probes.get(backend.name());
		if (rule != null) {
			status.putObject("probe").put("path", rule.path()).put("interval", rule.interval().toString());
		}
		return Mono.just(status);
	}

	private Mono<JsonNode> resolve(Resource backend, JsonNode body) {
		return this.lookup.resolve(backend.name(), parameter(backend, body, "serviceInstanceName"),
				parameter(backend, body, "partitionKey"));
	}

	private Mono<JsonNode> trip(Resource backend, JsonNode body) {
		Duration duration = duration(backend, "duration", parameter(backend, body, "duration"), DEFAULT_TRIP);
		BackendBreaker breaker = breaker(backend);
		if (duration.isZero()) {
			throw invalid(backend, "duration", "The duration must be longer than PT0S.");
		}
		breaker.trip(duration);
		return health(backend, body);
	}

	/** Who resets a backend says that it is well: it is no longer left alone either. */
	private Mono<JsonNode> reset(Resource backend, JsonNode body) {
		breaker(backend).reset();
		for (Target target : this.runtime.backends().values()) {
			if (target.backendId().equalsIgnoreCase(backend.name())) {
				target.ejections().readmitAll();
			}
			else if (target instanceof PoolTarget pool) {
				pool.ejections().readmit(backend.name());
			}
		}
		return health(backend, body);
	}

	private Mono<JsonNode> reconnect(Resource backend, JsonNode body) {
		this.reconnects.after(backend.name(),
				duration(backend, "after", parameter(backend, body, "after"), Reconnects.DEFAULT_DELAY));
		return Mono.empty();
	}

	private BackendBreaker breaker(Resource backend) {
		Target target = this.runtime.backend(backend.name());
		if (target == null) {
			throw unusable(backend);
		}
		BackendBreaker breaker = target.breaker();
		if (breaker == null) {
			throw new CatalogException(CatalogError.VALIDATION, "The backend '" + backend.name()
					+ "' is a pool, which has no circuit: trip or reset the circuits of its members.");
		}
		return breaker;
	}

	private ActionFailedException unusable(Resource backend) {
		return new ActionFailedException(409, "BackendNotUsable",
				"The backend '" + backend.name() + "' cannot be called: " + this.runtime.problem(backend.name()));
	}

	private static Duration duration(Resource backend, String name, @Nullable String text, Duration ordinary) {
		if (text == null) {
			return ordinary;
		}
		try {
			Duration duration = Duration.parse(text.strip());
			if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
				return duration;
			}
		}
		catch (DateTimeException malformed) {
			// Said below.
		}
		throw invalid(backend, name,
				"'" + text + "' is not a duration from PT0S to " + LONGEST + ", written like PT5M.");
	}

	private static CatalogException invalid(Resource backend, String name, String message) {
		return new CatalogException(List.of(Violation.error(backend.id(), name, message)));
	}

	/**
	 * Names are as tolerant as in every other body. A parameter in the wrong place is
	 * told of: a minute instead of five seconds would surprise.
	 */
	private static @Nullable String parameter(Resource backend, JsonNode body, String name) {
		JsonNode properties = ResourceReader.propertiesOf(body);
		if (properties.isEmpty() && body.has(name)) {
			throw invalid(backend, name,
					"The parameter belongs into 'properties': {\"properties\": {\"" + name + "\": …}}.");
		}
		for (String given : properties.propertyNames()) {
			JsonNode value = properties.path(given);
			if (given.strip().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)) && !value.isNull()) {
				return value.asString();
			}
		}
		return null;
	}

}
