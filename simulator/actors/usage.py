"""The exchanges: they deliver usage files, some of them twice, with rows that came before and rows that are broken."""

import asyncio
from collections import Counter
from datetime import date

import grpc
import grpc.aio

from simulator.behaviour.usage import Fate, Source, UsageFile, files_of
from simulator.behaviour.usage_files import file_content
from simulator.checks.calls import DeliveredCall
from simulator.operator.catalogue import Product
from simulator.suite.calls import AWAY, PAUSE_SECONDS
from simulator.suite.people import Person
from simulator.world import World
from tollbook.rating.v1.usage_pb2 import UsageFileFormat
from tollbook.rating.v1.usage_service_pb2 import GetUsageFileRequest, ImportUsageFileRequest
from tollbook.rating.v1.usage_service_pb2_grpc import UsageServiceStub

FORMATS: dict[Source, UsageFileFormat] = {
    Source.SWITCH: UsageFileFormat.USAGE_FILE_FORMAT_CSV,
    Source.ASTERISK: UsageFileFormat.USAGE_FILE_FORMAT_ASTERISK,
}


class UsageActor:
    """All exchanges."""

    def __init__(self, world: World) -> None:
        """Makes the stub; the numbers that call are those of the fixed lines of the first day."""
        self._world = world
        self._usage = UsageServiceStub(world.suite.channel("rating"))
        self._numbers = {
            line.subscription_id: line.service_number
            for line in world.population.subscriptions
            if line.product is Product.FIXED_LINE
        }

        self._lines = {number: line for line, number in self._numbers.items()}

    async def act(self, day: date) -> int:
        """Delivers the files of the day. A line that is switched off makes no calls."""
        silent = self._world.desk.silent_lines()
        numbers = [number for line, number in self._numbers.items() if line not in silent]
        files = files_of(self._world.choice, numbers, day, self._world.first_day)
        for file in files:
            await self._deliver(file, day)
        return len(files)

    async def _deliver(self, file: UsageFile, day: date) -> None:
        request = ImportUsageFileRequest(
            source=f"usageSources/{file.source}",
            format=FORMATS[file.source],
            file_name=file.name,
            content=file_content(file),
        )
        while True:
            if await self._arrived(request, len(file.calls)):
                break
            await asyncio.sleep(PAUSE_SECONDS)
        self._world.usage_delivered.update(Counter[Fate](call.fate for call in file.calls))
        self._world.calls_delivered += [
            DeliveredCall(self._lines[call.caller], call, day) for call in file.calls if call.fate is Fate.RATED
        ]

    async def _arrived(self, request: ImportUsageFileRequest, rows: int) -> bool:
        """Delivers a file. When the answer is lost, asks whether it came: a second delivery would be counted too."""
        try:
            outcome = await self._world.suite.once(Person.NETWORK, self._usage.ImportUsageFile, request)
        except grpc.aio.AioRpcError as error:
            if error.code() not in AWAY:
                raise
            return await self._is_there(request)
        if outcome.rows != rows:
            raise RuntimeError(f"{request.file_name} has {rows} rows, rating read {outcome.rows}")
        return True

    async def _is_there(self, request: ImportUsageFileRequest) -> bool:
        name = f"usageFiles/{request.source.removeprefix('usageSources/')}:{request.file_name}"
        try:
            file = await self._world.suite.call(
                Person.NETWORK, self._usage.GetUsageFile, GetUsageFileRequest(name=name)
            )
        except grpc.aio.AioRpcError as error:
            if error.code() is grpc.StatusCode.NOT_FOUND:
                return False
            raise
        return file.complete
