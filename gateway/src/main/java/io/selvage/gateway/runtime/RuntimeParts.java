package io.selvage.gateway.runtime;

import java.util.List;

import io.selvage.catalog.Catalog;
import io.selvage.catalog.EntityValidator;
import io.selvage.fabric.cluster.FabricCluster;
import io.selvage.gateway.attempt.TargetDirectory;
import io.selvage.gateway.context.DeploymentInfo;
import io.selvage.gateway.forward.HttpClientRegistry;
import io.selvage.gateway.forward.RedirectRules;
import io.selvage.gateway.identity.ManagedIdentities;
import io.selvage.gateway.metrics.GatewayMeters;
import io.selvage.gateway.policy.Forwarder;
import io.selvage.gateway.policy.PolicyLanguage;
import io.selvage.gateway.target.EjectionRule;
import io.selvage.gateway.target.breaker.Breakers;
import io.selvage.gateway.target.fabric.FabricTargetSettings;
import org.springframework.cloud.gateway.filter.GlobalFilter;

/**
 * The parts a runtime is made of, which others need before it: the catalog wants the
 * validator, the forwarder wants the targets, and the runtime wants both.
 */
public final class RuntimeParts {

	private final CurrentState state;

	private final DeploymentInfo deployment;

	private final PlanCompiler plans;

	private final List<BaseUrlRules.Allowed> allowedUrls;

	private final BackendCompiler backends;

	private final CatalogTargets targets;

	/**
	 * Creates the parts.
	 * @param language the policy language
	 * @param clients makes connections to backends
	 * @param clusters opens Service Fabric clusters
	 * @param breakers the circuit breakers
	 * @param settings how targets behave beyond what their entities say
	 * @param deployment where the gateway runs
	 */
	public RuntimeParts(PolicyLanguage language, HttpClientRegistry clients, FabricCluster.Opener clusters,
			Breakers breakers, TargetSettings settings, DeploymentInfo deployment) {
		this.state = new CurrentState(GatewayState.empty(deployment));
		this.deployment = deployment;
		this.plans = new PlanCompiler(language);
		this.allowedUrls = BaseUrlRules.patterns(settings.allowedBaseUrls());
		this.backends = new BackendCompiler(clients, new FabricClusters(clusters), breakers, settings);
		this.targets = new CatalogTargets(this.state, clients);
	}

	/**
	 * Returns what judges changes of the catalog.
	 * @return the validator that compiles policies
	 */
	public EntityValidator validator() {
		return new PolicyValidator(this.plans);
	}

	public TargetDirectory targets() {
		return this.targets;
	}

	public RedirectRules redirects() {
		return this.targets;
	}

	/**
	 * Begins to serve a catalog.
	 * @param catalog the catalog
	 * @param forwarder calls backends
	 * @param filters the application's own filters
	 * @param meters gives operations their meters
	 * @param served is called after each change
	 * @return the runtime
	 */
	public GatewayRuntime serve(Catalog catalog, Forwarder forwarder, List<GlobalFilter> filters, GatewayMeters meters,
			Runnable served) {
		return new GatewayRuntime(this, new ApiCompiler(new RouteFilters(filters, forwarder), meters), catalog, served);
	}

	CurrentState state() {
		return this.state;
	}

	DeploymentInfo deployment() {
		return this.deployment;
	}

	PlanCompiler plans() {
		return this.plans;
	}

	List<BaseUrlRules.Allowed> allowedUrls() {
		return this.allowedUrls;
	}

	BackendCompiler backends() {
		return this.backends;
	}

	/**
	 * How targets behave beyond what their entities say.
	 *
	 * @param ejection how dead endpoints are left alone
	 * @param fabric what goes beyond Azure API Management
	 * @param identities the identities whose tokens backends are sent
	 * @param allowedBaseUrls which URLs expressions may call beside those of the catalog
	 */
	public record TargetSettings(EjectionRule ejection, FabricTargetSettings fabric, ManagedIdentities identities,
			List<String> allowedBaseUrls) {
	}

}
