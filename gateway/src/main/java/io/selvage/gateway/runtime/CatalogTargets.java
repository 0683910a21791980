package io.selvage.gateway.runtime;

import java.time.Duration;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.selvage.gateway.attempt.TargetDirectory;
import io.selvage.gateway.context.LastError;
import io.selvage.gateway.context.MessageUrl;
import io.selvage.gateway.forward.BackendError;
import io.selvage.gateway.forward.BackendFailure;
import io.selvage.gateway.forward.BackendTransport;
import io.selvage.gateway.forward.Endpoint;
import io.selvage.gateway.forward.HttpClientRegistry;
import io.selvage.gateway.forward.RedirectRules;
import io.selvage.gateway.forward.TransportSpec;
import io.selvage.gateway.policy.BackendSelection;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.target.SingleTarget;
import io.selvage.gateway.target.Target;
import org.jspecify.annotations.Nullable;

/**
 * Finds targets in the current state; those of plain URLs are made when they are first
 * called.
 */
final class CatalogTargets implements TargetDirectory, RedirectRules {

	/** Expressions can make any number of URLs. */
	private static final int MAX_URLS = 10_000;

	private final Supplier<GatewayState> state;

	private final BackendTransport plain;

	private final BackendTransport computed;

	private final Cache<String, Target> plainUrls = urls();

	private final Cache<String, Target> computedUrls = urls();

	CatalogTargets(Supplier<GatewayState> state, HttpClientRegistry clients) {
		this.state = state;
		this.plain = clients.transport(TransportSpec.plain("url"));
		this.computed = clients.computedTransport(TransportSpec.plain("computed-url"));
	}

	/** Kept in order by whoever reads: to wake a thread for it costs more. */
	private static Cache<String, Target> urls() {
		return Caffeine.newBuilder()
			.maximumSize(MAX_URLS)
			.expireAfterAccess(Duration.ofHours(1))
			.executor(Runnable::run)
			.build();
	}

	@Override
	public Target find(PolicyExecution execution, @Nullable BackendSelection selection) {
		if (selection instanceof BackendSelection.Entity entity) {
			return entity(entity.backendId());
		}
		if (selection instanceof BackendSelection.BaseUrl base) {
			return url(base.url(), base.computed());
		}
		MessageUrl service = execution.context().api().serviceUrl();
		if (service == null) {
			throw new PolicyException(
					new LastError(Endpoint.FORWARD_REQUEST, BackendError.MISCONFIGURED.reason(),
							"The API has no service URL and no policy set a backend", null, null, null, null),
					500, null);
		}
		return url(service, false);
	}

	private Target entity(String backendId) {
		CompiledBackend backend = this.state.get().backends().find(backendId);
		if (backend == null) {
			throw unusable("There is no backend '" + backendId + "'");
		}
		Target target = backend.target();
		if (target == null) {
			throw unusable(backend.problem());
		}
		return target;
	}

	private static PolicyException unusable(String problem) {
		return new BackendFailure(BackendError.MISCONFIGURED, problem).toException(Endpoint.FORWARD_REQUEST);
	}

	private Target url(MessageUrl url, boolean byExpression) {
		boolean isComputed = false;
		if (byExpression) {
			BaseUrlRules.Verdict verdict = this.state.get().made().baseUrls().judge(url);
			if (verdict == BaseUrlRules.Verdict.FORBIDDEN) {
				throw new BackendFailure(BackendError.FORBIDDEN,
						"'" + url.origin() + "' is neither a host of the catalog nor among the allowed base URLs")
					.toException(Endpoint.FORWARD_REQUEST);
			}
			isComputed = verdict == BaseUrlRules.Verdict.GUARDED;
		}
		return known(url, isComputed);
	}

	@Override
	public @Nullable BackendTransport transport(MessageUrl url) {
		return switch (this.state.get().made().baseUrls().judge(url)) {
			case KNOWN -> this.plain;
			case GUARDED -> this.computed;
			case FORBIDDEN -> null;
		};
	}

	private Target known(MessageUrl url, boolean isComputed) {
		BackendTransport transport = isComputed ? this.computed : this.plain;
		return (isComputed ? this.computedUrls : this.plainUrls).get(url.toString(),
				(key) -> new SingleTarget(new Endpoint(url, url.origin(), transport, Endpoint.FORWARD_REQUEST), null));
	}

}
