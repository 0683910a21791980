package io.selvage.gateway.policy.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
import io.selvage.gateway.policy.document.PolicyElement;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code wait}: starts its statements together and goes on when all of them, or the
 * first, are done; the others are then cancelled.
 */
final class Wait implements StatementFactory {

	private static final Set<String> ALLOWED = Set.of("send-request", "cache-lookup-value", "choose");

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("wait")
			.with(AttributeSpec.choice("for", "all", "any").orExpression().otherwise("all"))
			.holding(ElementSpec.Content.STATEMENTS), "Executes its statements in parallel and waits for all or any.")
		.in(Section.INBOUND, Section.BACKEND, Section.OUTBOUND);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		for (PolicyElement child : binding.element().elements()) {
			if (!ALLOWED.contains(child.name())) {
				binding.error("The element '" + child.name()
						+ "' is not allowed in 'wait'. Expected: 'send-request', 'cache-lookup-value', 'choose'.");
			}
		}
		return new WaitStep(binding.choice("for", (text) -> text.equals("any") || text.equals("all") ? text : null),
				binding.separateStatements());
	}

	private record WaitStep(Value<String> until, List<Step> statements) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			boolean any = this.until.get(execution).equals("any");
			if (StatementTrace.isOn(execution)) {
				StatementTrace.write(execution, SPEC.name(),
						"Waiting for " + (any ? "any" : "all") + " of " + this.statements.size() + " statements.");
			}
			List<Mono<Void>> pending = new ArrayList<>(this.statements.size());
			for (Step statement : this.statements) {
				Mono<Void> one = statement.run(execution);
				if (one != null) {
					pending.add(one);
				}
				else if (any) {
					return null;
				}
			}
			if (pending.isEmpty()) {
				return null;
			}
			return any ? Mono.firstWithSignal(pending) : Mono.when(pending);
		}

	}

}
