package io.selvage.fabric.simulator.control;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.selvage.fabric.simulator.ChaosEvent;
import io.selvage.fabric.simulator.ChaosFault;
import io.selvage.fabric.simulator.SimulatedCluster;
import io.selvage.fabric.simulator.SimulatedInstance;
import io.selvage.fabric.simulator.SimulatedNode;
import io.selvage.fabric.simulator.SimulatedPartition;
import io.selvage.fabric.simulator.SimulatedService;
import io.selvage.fabric.simulator.naming.NamingEndpoint;
import io.selvage.fabric.simulator.scenario.AnswerJson;
import io.selvage.fabric.simulator.scenario.ApplicationScenario;
import io.selvage.fabric.simulator.scenario.FaultJson;
import io.selvage.fabric.simulator.scenario.ScenarioJson;
import io.selvage.fabric.simulator.tls.CertificateFiles;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * The operations of the control API.
 */
final class Routes {

	private final SimulatedCluster cluster;

	private final StateJson state;

	private final List<Route> routes;

	Routes(SimulatedCluster cluster) {
		this.cluster = cluster;
		this.state = new StateJson(cluster);
		this.routes = List.of(new Route("GET", "/", "these routes", (call) -> help()),
				new Route("GET", "/state", "the whole cluster", (call) -> Reply.json(200, this.state.cluster())),
				new Route("POST", "/applications", "deploy an application; body as in a scenario file", this::deploy),
				new Route("POST", "/services/{service}/instances", "add an instance; ?partition=ID ?node=NAME",
						this::add),
				new Route("PUT", "/services/{service}/answer", "how all instances answer", this::answerService),
				new Route("POST", "/services/{service}/update", "give the service a new store version",
						service((service) -> cluster.updateService(service.name()))),
				new Route("DELETE", "/services/{service}", "delete a service",
						service((service) -> cluster.deleteService(service.name()))),
				new Route("PUT", "/instances/{instance}/answer", "how this instance answers", this::answerInstance),
				new Route("DELETE", "/instances/{instance}", "drain and close; ?closeDelayMillis=N", this::remove),
				new Route("POST", "/instances/{instance}/drain", "withdraw from ResolvePartition, serve on",
						instance((instance) -> instance.partition().drain(instance))),
				new Route("POST", "/instances/{instance}/kill", "end the process (RST); naming is not told",
						instance(SimulatedInstance::kill)),
				new Route("POST", "/instances/{instance}/stop", "end the process (FIN); naming is not told",
						instance(SimulatedInstance::stop)),
				new Route("POST", "/instances/{instance}/hang", "accept, but read nothing",
						instance(SimulatedInstance::hang)),
				new Route("POST", "/instances/{instance}/resume", "end a hang", instance(SimulatedInstance::resume)),
				new Route("POST", "/instances/{instance}/restart", "end the process and start it again",
						instance((instance) -> instance.partition().restart(instance))),
				new Route("POST", "/partitions/{partition}/movePrimary", "move the primary; ?gapMillis=N",
						this::movePrimary),
				new Route("POST", "/nodes/{node}/stop", "take a node down", node(SimulatedNode::stop)),
				new Route("POST", "/nodes/{node}/start", "bring a node back", node(SimulatedNode::start)),
				new Route("POST", "/nodes/{node}/restart", "take a node down and bring it back",
						node(SimulatedNode::restart)),
				new Route("POST", "/chaos/start", "play random faults; ?periodMillis=N ?seed=N", this::startChaos),
				new Route("POST", "/chaos/stop", "end the random faults", (call) -> stopChaos()),
				new Route("GET", "/chaos", "the Chaos faults played so far", (call) -> chaosEvents()),
				new Route("POST", "/chaos/{fault}", "play a Chaos fault; ?instance=ID, else somewhere (?seed=N)",
						this::chaos),
				new Route("GET", "/naming/requests", "counts of naming requests",
						(call) -> Reply.json(200, this.state.namingRequests())),
				new Route("DELETE", "/naming/requests", "forget them", (call) -> forgetRequests()),
				new Route("POST", "/naming/faults", "inject a fault into naming", this::injectFault),
				new Route("DELETE", "/naming/faults", "end all faults of naming",
						(call) -> endpoints((endpoint) -> endpoint.faults().clear())),
				new Route("POST", "/naming/{endpoint}/stop", "close a naming endpoint", endpoint(NamingEndpoint::stop)),
				new Route("POST", "/naming/{endpoint}/start", "open it again", endpoint(NamingEndpoint::start)),
				new Route("POST", "/naming/{endpoint}/dropCache", "let a naming node forget what it cached",
						endpoint(NamingEndpoint::dropCache)),
				new Route("GET", "/certificates/{file}", "a certificate file, such as ca.pem or client.pfx",
						this::certificate));
	}

	Reply answer(String method, String uri, String body) {
		int question = uri.indexOf('?');
		String path = (question < 0) ? uri : uri.substring(0, question);
		Map<String, String> query = new HashMap<>();
		for (String pair : ((question < 0) ? "" : uri.substring(question + 1)).split("&")) {
			int equals = pair.indexOf('=');
			if (equals > 0) {
				query.put(pair.substring(0, equals), pair.substring(equals + 1));
			}
		}
		boolean pathKnown = false;
		for (Route route : this.routes) {
			Map<String, String> parameters = route.match(path);
			if (parameters != null && route.method().equals(method)) {
				query.putAll(parameters);
				return route.action().apply(new Route.Call(query, body));
			}
			pathKnown |= parameters != null;
		}
		throw new NoSuchElementException(
				pathKnown ? path + " is not for " + method : "no route " + path + "; GET / lists the routes");
	}

	private Reply help() {
		ArrayNode json = JsonMapper.shared().createArrayNode();
		this.routes.forEach((route) -> json.add(route.method() + " " + route.template() + ": " + route.about()));
		return Reply.json(200, json);
	}

	private Reply deploy(Route.Call call) {
		ApplicationScenario application = ScenarioJson.read("body", call.body(), ApplicationScenario.class);
		this.cluster.deploy(application.name(), application::describe);
		return Reply.done();
	}

	private Reply add(Route.Call call) {
		SimulatedService service = service(call);
		SimulatedPartition partition = call.parameters().containsKey("partition")
				? partition(service.partitions(), call.text("partition")) : service.partition();
		SimulatedInstance added = call.parameters().containsKey("node")
				? partition.addInstance(this.cluster.node(call.text("node")).name()) : partition.addInstance();
		return Reply.json(201, this.state.instance(added));
	}

	private Reply answerService(Route.Call call) {
		service(call).answer(AnswerJson.read("body", call.body()));
		return Reply.done();
	}

	private Reply answerInstance(Route.Call call) {
		instance(call).answer(AnswerJson.read("body", call.body()));
		return Reply.done();
	}

	private Reply remove(Route.Call call) {
		SimulatedInstance instance = instance(call);
		long delay = call.number("closeDelayMillis", -1);
		if (delay < 0) {
			instance.partition().removeInstance(instance);
		}
		else {
			instance.partition().removeInstance(instance, Duration.ofMillis(delay));
		}
		return Reply.done();
	}

	private Reply movePrimary(Route.Call call) {
		SimulatedPartition partition = partition(
				this.cluster.services().stream().flatMap((service) -> service.partitions().stream()).toList(),
				call.text("partition"));
		long gap = call.number("gapMillis", -1);
		if (gap < 0) {
			partition.movePrimary();
		}
		else {
			partition.movePrimary(Duration.ofMillis(gap));
		}
		return Reply.done();
	}

	private Reply chaos(Route.Call call) {
		ChaosFault fault = ChaosFault.named(call.text("fault"))
			.orElseThrow(() -> new NoSuchElementException("no Chaos fault '" + call.text("fault") + "'; there are "
					+ Arrays.stream(ChaosFault.values()).map(ChaosFault::text).toList()));
		ChaosEvent event = call.parameters().containsKey("instance")
				? this.cluster.chaos().inject(fault, instance(call))
				: this.cluster.chaos()
					.inject(fault, new Random(call.number("seed", 0)))
					.orElseThrow(() -> new IllegalStateException("no instance that " + fault.text() + " could hit"));
		return Reply.json(200, this.state.event(event));
	}

	private Reply startChaos(Route.Call call) {
		this.cluster.chaos().start(Duration.ofMillis(call.number("periodMillis", 10_000)), call.number("seed", 0));
		return Reply.done();
	}

	private Reply stopChaos() {
		this.cluster.chaos().stop();
		return Reply.done();
	}

	private Reply chaosEvents() {
		ArrayNode json = JsonMapper.shared().createArrayNode();
		this.cluster.chaos().events().forEach((event) -> json.add(this.state.event(event)));
		return Reply.json(200, json);
	}

	private Reply forgetRequests() {
		this.cluster.namingRequests().clear();
		return Reply.done();
	}

	private Reply injectFault(Route.Call call) {
		FaultJson fault = ScenarioJson.read("body", call.body(), FaultJson.class);
		if (fault.endpoint() != null) {
			fault.inject(this.cluster.naming(checkedEndpoint(fault.endpoint())).faults());
			return Reply.done();
		}
		return endpoints((endpoint) -> fault.inject(endpoint.faults()));
	}

	private Reply certificate(Route.Call call) {
		Map<String, byte[]> files = CertificateFiles.of(this.cluster.certificates());
		byte[] content = files.get(call.text("file"));
		if (content == null) {
			throw new NoSuchElementException("no file '" + call.text("file") + "'; there are " + files.keySet());
		}
		return Reply.file(content);
	}

	private Reply endpoints(Consumer<NamingEndpoint> change) {
		IntStream.range(0, this.cluster.namingEndpoints().size()).mapToObj(this.cluster::naming).forEach(change);
		return Reply.done();
	}

	private Function<Route.Call, Reply> service(Consumer<SimulatedService> change) {
		return applied((call) -> change.accept(service(call)));
	}

	private Function<Route.Call, Reply> instance(Consumer<SimulatedInstance> change) {
		return applied((call) -> change.accept(instance(call)));
	}

	private Function<Route.Call, Reply> node(Consumer<SimulatedNode> change) {
		return applied((call) -> change.accept(this.cluster.node(call.text("node"))));
	}

	private Function<Route.Call, Reply> endpoint(Consumer<NamingEndpoint> change) {
		return applied(
				(call) -> change.accept(this.cluster.naming(checkedEndpoint((int) call.number("endpoint", -1)))));
	}

	private static Function<Route.Call, Reply> applied(Consumer<Route.Call> change) {
		return (call) -> {
			change.accept(call);
			return Reply.done();
		};
	}

	private SimulatedService service(Route.Call call) {
		return this.cluster.service(call.text("service").replace('~', '/'));
	}

	private SimulatedInstance instance(Route.Call call) {
		String id = call.text("instance");
		return this.cluster.services()
			.stream()
			.flatMap((service) -> service.instances().stream())
			.filter((instance) -> String.valueOf(instance.id()).equals(id))
			.findFirst()
			.orElseThrow(() -> new NoSuchElementException("no instance " + id + "; GET /state lists them"));
	}

	private static SimulatedPartition partition(List<SimulatedPartition> partitions, String id) {
		return partitions.stream()
			.filter((partition) -> partition.id().toString().equals(id))
			.findFirst()
			.orElseThrow(() -> new NoSuchElementException("no partition " + id + "; GET /state lists them"));
	}

	private int checkedEndpoint(int index) {
		int count = this.cluster.namingEndpoints().size();
		if (index < 0 || index >= count) {
			throw new NoSuchElementException("no naming endpoint " + index + "; there are 0 to " + (count - 1));
		}
		return index;
	}

}
