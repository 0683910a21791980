package io.selvage.gateway.policy.statement;

import java.util.ArrayList;
import java.util.List;

import io.selvage.gateway.policy.AttributeSpec;
import io.selvage.gateway.policy.ElementSpec;
import io.selvage.gateway.policy.PolicyException;
import io.selvage.gateway.policy.PolicyExecution;
import io.selvage.gateway.policy.Section;
import io.selvage.gateway.policy.StatementBinding;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.StatementSite;
import io.selvage.gateway.policy.StatementSpec;
import io.selvage.gateway.policy.Step;
import io.selvage.gateway.policy.Value;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * {@code ip-filter}: lets callers in or keeps them out by their address. The client only
 * learns that it is forbidden; the detail stands in {@code LastError}.
 */
final class IpFilter implements StatementFactory {

	private static final String FORBIDDEN = "Forbidden";

	private static final StatementSpec SPEC = StatementSpec
		.of(ElementSpec.named("ip-filter")
			.with(AttributeSpec.choice("action", "allow", "forbid").mandatory().orExpression())
			.with(ElementSpec.named("address").holding(ElementSpec.Content.TEXT), 0, ElementSpec.MANY)
			.with(ElementSpec.named("address-range")
				.with(AttributeSpec.text("from").mandatory().orExpression(),
						AttributeSpec.text("to").mandatory().orExpression()),
					0, ElementSpec.MANY),
				"Lets callers in or keeps them out by their IP address.")
		.in(Section.INBOUND);

	@Override
	public StatementSpec spec() {
		return SPEC;
	}

	@Override
	public Step create(StatementBinding binding) {
		List<Entry> entries = new ArrayList<>();
		for (StatementBinding address : binding.children("address")) {
			entries.add(entry(address, address.content(), address.content()));
		}
		for (StatementBinding range : binding.children("address-range")) {
			entries.add(entry(range, range.text("from"), range.text("to")));
		}
		if (entries.isEmpty()) {
			binding.error("At least one element 'address' or 'address-range' is required.");
		}
		return new FilterStep(binding.text("action"), List.copyOf(entries), binding.site());
	}

	private static Entry entry(StatementBinding binding, Value<String> from, Value<String> to) {
		String first = from.literal();
		String last = to.literal();
		IpRange literal = null;
		if (first != null && last != null) {
			literal = IpRange.parse(first, last);
			if (literal == null) {
				binding.warning("'" + first + "' to '" + last + "' is no range of IP addresses: it matches nobody.");
				literal = new IpRange(new byte[0], new byte[0]);
			}
			else if (literal.isReversed()) {
				binding.warning("'" + first + "' is behind '" + last + "': the range matches nobody.");
			}
		}
		return new Entry(from, to, literal);
	}

	private record Entry(Value<String> from, Value<String> to, @Nullable IpRange literal) {

		boolean matches(byte[] address, PolicyExecution execution) {
			IpRange range = (this.literal != null) ? this.literal
					: IpRange.parse(this.from.get(execution), this.to.get(execution));
			return range != null && range.contains(address);
		}

	}

	private record FilterStep(Value<String> action, List<Entry> entries, StatementSite site) implements Step {

		@Override
		public @Nullable Mono<Void> run(PolicyExecution execution) {
			String caller = execution.context().request().ipAddress();
			byte[] address = IpRange.parse(caller);
			if (address == null) {
				throw refusal("FailedToParseCallerIP", "Failed to establish IP address for the caller. Access denied.");
			}
			boolean listed = false;
			for (int i = 0; i < this.entries.size() && !listed; i++) {
				listed = this.entries.get(i).matches(address, execution);
			}
			boolean allow = this.action.get(execution).equals("allow");
			if (allow && !listed) {
				throw refusal("CallerIpNotAllowed", "Caller IP address " + caller + " is not allowed. Access denied.");
			}
			if (!allow && listed) {
				throw refusal("CallerIpBlocked", "Caller IP address is blocked. Access denied.");
			}
			return null;
		}

		private PolicyException refusal(String reason, String message) {
			return this.site.failure(reason, message, 403).saying(FORBIDDEN);
		}

	}

}
