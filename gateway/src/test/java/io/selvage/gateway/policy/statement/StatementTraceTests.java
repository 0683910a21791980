package io.selvage.gateway.policy.statement;

import java.util.List;

import io.selvage.gateway.context.TraceEntry;
import io.selvage.gateway.policy.PolicyFixture;
import io.selvage.gateway.policy.Section;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatementTraceTests {

	@ParameterizedTest
	@ValueSource(strings = { "<set-variable name='a' value='b' />", "<find-and-replace from='a' to='b' />",
			"<ip-filter action='forbid'><address>198.51.100.1</address></ip-filter>",
			"<check-header name='X' failed-check-httpcode='401' failed-check-error-message='no' ignore-case='true' />",
			"<cache-store-value key='k' value='v' duration='5' />", "<cache-remove-value key='k' />",
			"<rate-limit-by-key calls='5' renewal-period='60' counter-key='k' />",
			"<quota-by-key calls='5' renewal-period='3600' counter-key='k' />",
			"<limit-concurrency key='k' max-count='1'><set-variable name='a' value='b' /></limit-concurrency>",
			"<choose><when condition='false'><set-method>GET</set-method></when></choose>",
			"<wait><cache-lookup-value key='k' variable-name='v' /></wait>",
			"<send-one-way-request><set-url>http://a.example/</set-url><set-method>GET</set-method></send-one-way-request>",
			"<proxy url='http://proxy.example:8080' />", "<set-header name='A'><value>b</value></set-header>" })
	void everyStatementLeavesAnEntryOfItsOwn(String statement) {
		List<TraceEntry> trace = PolicyFixture.request("POST", "http://gw.example/api/7", "body")
			.header("X", "1")
			.inbound(statement.replace('\'', '"'))
			.run(Section.INBOUND)
			.trace();
		String name = statement.substring(1, statement.indexOf((statement.indexOf(' ') < 0) ? '>' : ' '))
			.replaceAll("[ >].*", "");
		assertThat(trace).extracting(TraceEntry::source).contains(name);
	}

}
