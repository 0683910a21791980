package io.selvage.gateway.config;

import java.util.Locale;

import io.selvage.catalog.management.PolicyFormats;
import java.util.function.Supplier;

import io.selvage.gateway.dryrun.PolicyDryRun;
import io.selvage.gateway.dryrun.PolicyWorkbench;
import io.selvage.gateway.dryrun.TrialLanguage;
import io.selvage.gateway.management.PoliciesEndpoint;
import io.selvage.gateway.policy.ElementReference;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.policy.PolicyServices;
import io.selvage.gateway.policy.StatementFactory;
import io.selvage.gateway.policy.document.PolicyFormat;
import io.selvage.gateway.policy.document.PolicyRewriter;
import io.selvage.gateway.runtime.GatewayRuntime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Makes the tools for authors of policies.
 */
@AutoConfiguration(after = { RuntimeAutoConfiguration.class, DataPlaneAutoConfiguration.class })
public class PolicyToolsAutoConfiguration {

	@Bean
	@ConditionalOnAvailableEndpoint
	PoliciesEndpoint policiesEndpoint(PolicyLanguage language, ObjectProvider<StatementFactory> more,
			PolicyServices services, GatewayRuntime runtime) {
		Supplier<PolicyLanguage> trial = () -> TrialLanguage.of(more.orderedStream().toList(), language.expressions(),
				language.bodyLimit());
		return new PoliciesEndpoint(new PolicyWorkbench(trial, new PolicyDryRun(services.errors())),
				new ElementReference(language.registry()), runtime::policies);
	}

	@Bean
	PolicyFormats policyFormats() {
		PolicyRewriter rewriter = new PolicyRewriter();
		return (document, format) -> rewriter.rewrite(document, PolicyFormat.valueOf(format.toUpperCase(Locale.ROOT)));
	}

}
