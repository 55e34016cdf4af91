"""Account managers: they speak to class A and B customers, and say what came of it (R-DUN-3)."""

from datetime import date

from simulator.days import is_business_day
from simulator.suite.people import Person
from simulator.world import World
from tollbook.collection.v1.contact_pb2 import ContactResult, Task
from tollbook.collection.v1.contact_service_pb2 import CompleteTaskRequest, ListTasksRequest
from tollbook.collection.v1.contact_service_pb2_grpc import ContactServiceStub

PAGE = 1000


class ManagerActor:
    """All account managers."""

    def __init__(self, world: World) -> None:
        """Makes the stub."""
        self._world = world
        self._contacts = ContactServiceStub(world.suite.channel("collection"))
        self.completed = 0

    async def act(self, day: date) -> int:
        """Works on working days: does every task of the list."""
        if not is_business_day(day):
            return 0
        answer = await self._world.suite.call(
            Person.ACCOUNT_MANAGER, self._contacts.ListTasks, ListTasksRequest(page_size=PAGE)
        )
        for task in answer.tasks:
            await self._complete(task)
        self.completed += len(answer.tasks)
        return len(answer.tasks)

    async def _complete(self, task: Task) -> None:
        reached = self._world.choice.chance(800, "reached", task.name)
        result = ContactResult.CONTACT_RESULT_REACHED if reached else ContactResult.CONTACT_RESULT_NO_ANSWER
        request = CompleteTaskRequest(
            request_id=self._world.choice.request_id("task", task.name),
            name=task.name,
            result=result,
            comment="Visited the customer: 上门催缴",
        )
        await self._world.suite.call(Person.ACCOUNT_MANAGER, self._contacts.CompleteTask, request)
