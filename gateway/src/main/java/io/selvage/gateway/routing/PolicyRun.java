package io.selvage.gateway.routing;

import io.selvage.gateway.context.GatewayRequest;
import io.selvage.gateway.context.ListHeaders;
import io.selvage.gateway.context.PolicyContext;
import io.selvage.gateway.policy.ForwardOptions;
import io.selvage.gateway.policy.Forwarder;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.PolicyPlan;
import io.selvage.gateway.policy.PolicyServices;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import reactor.core.publisher.Mono;

/**
 * One request on its way through the filters of its route: ties the run of its policies
 * to the filter chain. Where a policy forwards the request, the rest of the chain runs,
 * whose last filter calls the backend. An attribute of the exchange.
 */
public final class PolicyRun implements Forwarder {

	/** The name of the attribute. */
	public static final String ATTRIBUTE = PolicyRun.class.getName();

	private final PolicyPlan plan;

	private final PolicyExecution execution;

	private ForwardOptions options = ForwardOptions.DEFAULT;

	private @Nullable PolicyException refusal;

	private @Nullable PolicyException unforwarded;

	private @Nullable GatewayFilterChain chain;

	private @Nullable ServerWebExchange exchange;

	private @Nullable ServerHttpRequest taken;

	/**
	 * Prepares a run.
	 * @param plan the policies
	 * @param context the request
	 * @param services what statements need; its forwarder is replaced by this object
	 */
	public PolicyRun(PolicyPlan plan, PolicyContext context, PolicyServices services) {
		this.plan = plan;
		this.execution = new PolicyExecution(context,
				new PolicyServices(this, services.caller(), services.errors(), services.integrations()));
	}

	/**
	 * Returns the run of an exchange.
	 * @param exchange the exchange
	 * @return the run
	 * @throws IllegalStateException if the exchange was not dispatched by the index
	 */
	public static PolicyRun of(ServerWebExchange exchange) {
		PolicyRun run = exchange.getAttribute(ATTRIBUTE);
		if (run == null) {
			throw new IllegalStateException("The exchange has no policies to run");
		}
		return run;
	}

	/**
	 * Refuses the request: only on-error runs.
	 * @param reason why
	 */
	public void refuse(PolicyException reason) {
		this.refusal = reason;
	}

	/**
	 * Lets policies answer the request, for example a CORS preflight, but not send it on.
	 * @param reason why, told to the client if no policy answers
	 */
	public void refuseToForward(PolicyException reason) {
		this.unforwarded = reason;
	}

	/**
	 * Runs the policies.
	 * @param exchange the exchange as earlier filters left it
	 * @param chain the filters behind
	 * @return completes when the response stands in the context
	 */
	Mono<Void> start(ServerWebExchange exchange, GatewayFilterChain chain) {
		this.exchange = exchange;
		this.chain = chain;
		takeOver(exchange);
		Mono<Void> pending = (this.refusal != null) ? this.plan.runOnError(this.refusal, this.execution)
				: this.plan.run(this.execution);
		return (pending != null) ? pending : Mono.empty();
	}

	/**
	 * Takes over the header lines and method of a request that a filter has replaced.
	 * Whoever wants another path uses a policy.
	 * @param current the exchange as filters left it
	 */
	public void takeOver(ServerWebExchange current) {
		if (!(current instanceof ServerWebExchangeDecorator) || current.getRequest() == this.taken) {
			return;
		}
		this.taken = current.getRequest();
		GatewayRequest request = this.execution.context().request();
		ListHeaders lines = new ListHeaders();
		this.taken.getHeaders().forEach((name, values) -> values.forEach((value) -> lines.add(name, value)));
		request.headers().clear();
		lines.forEach(request.headers()::add);
		request.method(this.taken.getMethod().name());
	}

	@Override
	public Mono<Void> forward(PolicyExecution running, ForwardOptions options) {
		if (this.unforwarded != null) {
			return Mono.error(this.unforwarded);
		}
		if (this.chain == null || this.exchange == null) {
			return Mono.error(new IllegalStateException("The policies run outside of a filter chain"));
		}
		this.options = options;
		return this.chain.filter(this.exchange);
	}

	public PolicyPlan plan() {
		return this.plan;
	}

	public PolicyExecution execution() {
		return this.execution;
	}

	/**
	 * Returns the attributes of the {@code forward-request} that runs.
	 * @return the options
	 */
	public ForwardOptions options() {
		return this.options;
	}

}
